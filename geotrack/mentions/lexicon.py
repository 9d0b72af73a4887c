"""The words that tell of movement, by what they say about a place.

Each set is a cue family of `motion`. Words stand in their base form; `base` finds it for the inflected forms of just
these words, so that no general lemmatiser is needed.
"""

from __future__ import annotations

from functools import cache

# --- verbs -------------------------------------------------------------------------------------------------------

# "went to", "sailed from ... to": the subject moves, the preposition says which end
GO = frozenset(
    """go travel journey head fly jet drive sail ride cycle walk hike march trek trudge row paddle ski swim drift float
    steam voyage cruise motor taxi race run rush hurry speed march move proceed continue carry press push advance
    retreat withdraw return come get make fare roam wander cross climb ascend descend pedal hitchhike commute
    migrate emigrate flee escape run slip relocate repair follow veer turn tack swing curve track steer bear
    set start embark board transfer change switch detour divert backtrack swap hop nip pop trundle roll rumble chug
    ferry shuttle dash trot gallop jog creep limp crawl push slide sweep blow spin divert reroute deploy redeploy
    wheel crawl tow tramp stroll step shift stagger tear barrel plough hurtle zoom whizz sledge sled skate clatter
    lurch thunder churn hobble wade plod slog amble saunter""".split()
) - {"bear"}
# "arrived in", "reached": the end of a way
ARRIVE = frozenset(
    """arrive land disembark alight dock berth anchor moor splash touch reach enter appear surface settle lodge
    stop halt pause call pull check put end finish overnight camp encamp bivouac refuel resurface wash turn
    converge crash strike hit beach come wind""".split()
)
# "left", "set out from": the start of one
LEAVE = frozenset("leave depart exit quit abandon flee escape evacuate vacate start begin".split())
# with the place as object: "visited Paris", "crossed the Rhine"
VISIT = frozenset(
    """visit revisit tour reach enter explore inspect see make attain hit gain regain approach near attend
    touch view summit climb ascend circle circumnavigate skirt round double pass cross traverse transit
    navigate leave depart exit flee quit clear strike""".split()
)
PASS = frozenset("pass cross traverse transit round double skirt overfly circle navigate clear".split())
# "was sent to", "flew the wounded to": the object moves
CARRY = frozenset(
    """send take bring fly drive transport carry escort dispatch deport evacuate transfer deliver ship ferry move
    convey haul tow smuggle extradite exile banish lead return march bus airlift relocate repatriate transplant
    lend loan shift cart rush rescue steer guide pilot order summon recall post assign drop land put pilot expel
    truck train hand remove release pack whisk hustle""".split()
)
# "received Xi in Moscow": the object has travelled there
RECEIVE = frozenset(
    """receive welcome host greet meet find see catch spot sight photograph film capture arrest track record observe
    detain seize discover picture rescue pick board intercept hide free release""".split()
)
# where these take "in", nobody has gone there
STATIVE = frozenset(
    """bear base locate situate say tell add report write claim announce warn deny argue believe think know want need
    hope expect plan agree own fall increase elect rule invest export import publish register manufacture matter happen
    occur originate trade rise win lose beat employ vote mean call name cost earn use grow look build produce mediate
    invent create design print publish air broadcast blame praise accuse compare belong""".split()
)
# a storm does so to the place it reaches: "flattened Tacloban"
RAVAGE = frozenset(
    """hit strike batter lash pound pummel hammer flatten devastate ravage wreck destroy drench swamp flood rake brush
    graze sweep buffet rock smash""".split()
)
# what is done to somebody where he is; other passives ("the drug was used in") take nobody anywhere
HELD = frozenset(
    """arrest hold detain jail imprison treat bury greet host meet welcome stop delay strand house lodge quarantine moor
    berth park base intern hospitalise hospitalize accommodate quarter station crown married baptise entertain
    question interrogate examine exhibit display hang show install repair refit shoot wound injure kill murder
    assassinate execute behead stab beat rob attack ambush hand try sentence charge crown ordain consecrate""".split()
)
# verbs that mean another with a particle: "took off from", "put in at", "turned up in"
PHRASAL = {
    ("take", "off"): "depart", ("lift", "off"): "depart", ("cast", "off"): "depart", ("set", "out"): "depart",
    ("set", "off"): "depart", ("start", "out"): "depart", ("move", "out"): "depart", ("pull", "out"): "depart",
    ("put", "out"): "depart", ("put", "in"): "arrive", ("put", "down"): "arrive", ("touch", "down"): "arrive",
    ("set", "down"): "arrive", ("turn", "up"): "arrive", ("show", "up"): "arrive", ("check", "in"): "arrive",
    ("come", "ashore"): "arrive", ("splash", "down"): "arrive", ("step", "off"): "arrive", ("pull", "in"): "arrive",
    ("tie", "up"): "arrive", ("make", "landfall"): "arrive", ("end", "up"): "arrive", ("fetch", "up"): "arrive",
    ("climb", "out"): "arrive", ("go", "ashore"): "arrive", ("drop", "anchor"): "arrive", ("take", "leave"): "depart",
    ("weigh", "anchor"): "depart",
}  # fmt: skip
# the clause below is announced, not told
PLAN = frozenset(
    """expect plan agree intend prepare schedule want hope set invite aim promise decide consider propose
    vow pledge wish offer accept mean ask urge seek wait due slate bill arrange book hope contemplate mull weigh order
    threaten like long yearn commit design destine bind earmark""".split()
)
# "cancelled a trip to"
CANCEL = frozenset(
    """cancel scrap skip abandon shelve axe drop forgo call refuse decline reject avoid miss bypass postpone deny ditch
    omit withdraw dismiss rule strike scratch""".split()
)
# "failed to reach": the clause below did not happen
REFUSE = frozenset("refuse decline fail avoid cancel forget omit neglect".split())
# "was barred from entering", "a storm stopped her flight to"
PREVENT = frozenset("prevent stop bar ban forbid block thwart foil veto halt hinder keep".split())
# "dreamed of driving through", "toyed with a stop at": the clause below is only thought
IMAGINE = frozenset("imagine toy dream daydream fantasise fantasize muse envisage picture".split())
# "forced him to turn back": the object does what the clause below says
INDUCE = frozenset(
    """invite ask allow force order tell urge want help permit see oblige persuade compel cause enable
    encourage""".split()
)
FUTURE = frozenset({"will", "shall", "'ll", "wo", "sha"})
UNSURE = frozenset({"would", "may", "might", "could", "should", "can", "'d"})
NOT = frozenset({"not", "n't", "never", "no", "nor", "neither", "without", "nowhere", "hardly"})

# --- nouns -------------------------------------------------------------------------------------------------------

# "his trip to", "a flight from ... to"
TRIP = frozenset(
    """trip visit journey tour travel flight voyage ride drive stop stopover layover arrival return expedition
    excursion pilgrimage passage crossing way route walk march trek hike cruise sail leg hop swing detour run jaunt
    landing pit-stop transit progress landfall pilgrimage exile escape retreat evacuation transfer deployment mission
    relocation homecoming sojourn stay visit move emigration call descent ascent dash""".split()
)
# "an invitation to visit": what is announced by a noun
PLAN_NOUNS = frozenset(
    """plan invitation intention decision offer promise order permission hope wish desire agreement proposal bid
    attempt effort request idea aim ambition dream schedule chance opportunity pledge visa ticket""".split()
)
# what says that the lists of a text are stops on somebody's way
JOURNEYS = frozenset(
    """journey tour trip voyage cruise expedition pilgrimage itinerary route race rally relay regatta marathon trek
    odyssey roadshow crossing stage leg stop stopover travel programme timetable diary log logbook walk ride
    hike""".split()
)
DEPARTURE = frozenset("departure exit take-off takeoff start escape flight".split())
# "a summit in": those who meet are there
EVENT = frozenset(
    """meeting talk summit conference ceremony rally speech session reception concert gig show match game
    appearance hearing audience mass service lunch dinner breakfast banquet parade funeral wedding event engagement
    congress festival exhibition fair tournament briefing address performance lecture reading premiere
    celebration consultation negotiation round visit night day week weekend hour holiday""".split()
)
VEHICLES = {
    "train": "train", "railway": "train", "rail": "train", "sleeper": "train", "tram": "train", "locomotive": "train",
    "plane": "plane", "jet": "plane", "aircraft": "plane", "flight": "plane", "airliner": "plane", "airplane": "plane",
    "aeroplane": "plane", "air": "plane", "helicopter": "helicopter", "chopper": "helicopter", "bus": "bus",
    "coach": "bus", "minibus": "bus", "car": "car", "limousine": "car", "motorcade": "car", "convoy": "car",
    "taxi": "car", "truck": "car", "lorry": "car", "van": "car", "jeep": "car", "road": "car", "cab": "car",
    "motorbike": "car", "motorcycle": "car", "ship": "ship", "boat": "ship", "ferry": "ship", "steamer": "ship",
    "yacht": "ship", "vessel": "ship", "sea": "ship", "liner": "ship", "tanker": "ship", "steamship": "ship",
    "dinghy": "ship", "canoe": "ship", "kayak": "ship", "barge": "ship", "schooner": "ship", "foot": "foot",
    "bicycle": "bicycle", "bike": "bicycle",
}  # fmt: skip
VERB_MODES = {
    "fly": "plane", "land": "plane", "sail": "ship", "steam": "ship", "dock": "ship", "anchor": "ship",
    "moor": "ship", "berth": "ship", "row": "ship", "paddle": "ship", "drive": "car", "motor": "car", "walk": "foot",
    "hike": "foot", "march": "foot", "trek": "foot", "cycle": "bicycle", "pedal": "bicycle", "trudge": "foot",
}  # fmt: skip

# things that travel under their own name or description
SHIP_PREFIXES = frozenset("HMS HMCS HMAS HMNZS USS USNS USCGC RMS SS MV MS MT MY RV RRS INS FS SMS TSS PS".split())
VESSEL = frozenset(
    """ship vessel boat carrier tanker freighter ferry steamer yacht schooner frigate destroyer submarine warship
    cruiser liner brig barque ketch tug trawler bulker icebreaker shuttle spacecraft probe satellite rover airship
    balloon aircraft plane aeroplane airplane jet airliner helicopter glider capsule battleship galleon whaler
    lifeboat steamship corvette caravel fleet flotilla armada convoy motorcade squadron supertanker cutter sloop
    galley raft dinghy skiff dhow canoe kayak barge trimaran catamaran clipper packet collier minelayer minesweeper
    gunboat hydrofoil hovercraft longboat whaleboat pinnace longship paddle-steamer u-boat zeppelin dirigible
    monoplane biplane triplane seaplane floatplane airbus boeing lander orbiter dreadnought ironclad brigantine
    barquentine lugger steamboat sailboat motorship flagship container-ship troopship hulk""".split()
)
STORM = frozenset("cyclone hurricane typhoon storm tempest depression tornado".split())
ANIMAL = frozenset(
    """bird godwit stork eagle albatross swan goose crane tern cuckoo osprey falcon vulture whale shark turtle seal
    walrus wolf bear lynx tiger lion elephant rhinoceros rhino giraffe horse dog cat pigeon penguin salmon eel
    butterfly otter puma cougar jaguar leopard cheetah wolverine elk moose caribou reindeer deer stag camel donkey
    mule dolphin orca porpoise humpback tuna sturgeon trout plover curlew sandpiper dunlin whimbrel petrel
    shearwater gull owl hawk harrier buzzard condor pelican ibis heron flamingo kestrel gorilla chimpanzee
    orangutan panda tortoise lobster hippopotamus hippo buffalo bison boar fox badger raccoon monkey parrot hound
    terrier mare stallion calf cub pup chick eaglet""".split()
)
# what people who play, sing or go together are called: "the band", "the team"
BANDS = frozenset("band group team squad orchestra choir troupe duo trio quartet crew expedition".split())
# what leads somewhere and never moves: "the Baltic Cable comes ashore at Lübeck"
LAID = frozenset(
    "cable pipeline line railway railroad road highway motorway canal wall border network system grid".split()
)
THING = frozenset(
    """painting canvas torch flame fire relic statue stone bell crown diamond jewel manuscript book parcel package
    letter cargo shipment coffin body remains ashes trophy cup portrait picture panel altarpiece marbles horses obelisk
    lantern gold bones bust sculpture mask sarcophagus mummy tapestry meteorite skeleton skull urn casket violin
    treasure consignment""".split()
)
GROUP = frozenset(
    """delegation couple family team group party crew band troupe orchestra expedition army force regiment
    riders pilgrims refugees passengers soldiers troops sailors athletes players students hikers tourists men women
    brothers sisters travellers travelers migrants climbers explorers settlers legion company convoy mission
    contingent entourage squad pair duo trio""".split()
)
PEOPLE = frozenset(
    """leader dictator ruler marshal president minister premier chancellor king queen prince princess pope pontiff
    cardinal bishop archbishop governor senator secretary envoy diplomat ambassador general admiral colonel captain
    commander chief head candidate nominee official politician singer star artist painter writer author novelist
    poet scientist explorer sailor pilot astronaut cosmonaut athlete runner cyclist climber swimmer traveller
    traveler passenger prisoner fugitive suspect killer assassin thief refugee activist reporter journalist
    correspondent photographer monk nun priest preacher missionary saint emperor empress duke duchess lord lady
    earl count countess viscount viscountess tsar sultan emir sheikh chairman director visitor guest man woman boy
    girl husband wife widow son daughter brother sister father mother parent uncle aunt cousin nephew niece
    grandfather grandmother grandson granddaughter stepfather stepmother girlfriend boyfriend friend companion
    statesman doctor professor teacher nurse officer soldier lieutenant major sergeant private veteran spy agent
    lawyer judge congressman congresswoman mayor billionaire businessman executive entrepreneur founder champion
    player footballer coach manager actor actress musician composer pianist violinist conductor dancer philosopher
    historian geographer naturalist botanist revolutionary exile dissident defector hostage hijacker skipper
    navigator helmsman incumbent royal republican democrat heir monarch sovereign patriarch rabbi imam ayatollah
    dalai apostle pilgrim prophet baron baroness marquis marquess marqués marquise comte kaiser shah mahdi archduke
    caliph vizier viceroy maharaja infanta virgin buddha khan cleric consort regent chieftain warlord commissioner
    banker trader merchant broker economist engineer inventor physicist chemist astronomer
    biologist archaeologist anthropologist surgeon physician farmer shepherd fisherman hunter trapper miner
    carpenter tailor servant maid chef chauffeur mechanic aviator aviatrix airman steward stewardess mate deckhand
    purser yachtsman yachtswoman oarsman diver surfer skier skater boxer wrestler golfer sprinter cricketer jockey
    rider drummer guitarist bassist frontman rapper soprano tenor comedian presenter blogger columnist cartoonist
    sculptor architect designer model heiress aristocrat knight crusader hermit abbot abbess deacon friar vicar
    curate parson evangelist orphan toddler baby child teenager youth pensioner student graduate scholar lecturer
    librarian clerk detective inspector sheriff constable policeman policewoman convict inmate escapee deserter
    partisan guerrilla rebel insurgent mercenary militant terrorist gunman bomber robber smuggler pirate swindler
    fraudster forger balloonist mountaineer aid-worker lodger tenant immigrant migrant settler colonist castaway
    stowaway widower bride groom fiancé fiancée lover mistress nanny governess tutor pupil disciple apprentice
    sorcerer wanderer adventurer walker""".split()
)
# so many people
CROWD = frozenset("thousands hundreds dozens scores millions".split())
# "Moscow" that says, wants, refuses is a government
AGENCY = frozenset(
    """say announce warn condemn claim deny accuse agree reach want seek fire launch impose support back sell buy
    reject urge sign call demand insist vow declare threaten hope believe deploy recognise recognize ask tell
    decide offer refuse need fear respond react confirm admit accept welcome praise criticise criticize describe
    propose lift cut sever restore suspend expel summon protest appeal rule wage invade annex denounce""".split()
)
# "the city of X", "X airport": words for the kind of place
PLACE_NOUNS = frozenset(
    """city town village hamlet settlement suburb district neighbourhood neighborhood quarter borough capital province
    region oblast krai state county canton prefecture department territory republic kingdom country nation island isle
    islands archipelago peninsula cape bay gulf sea ocean strait straits channel sound lake river canal delta coast
    shore beach mountain mount mountains hills peak pass valley desert forest port harbour harbor airport airfield
    aerodrome airbase station cosmodrome spaceport base camp fort fortress castle palace cathedral church mosque
    temple monastery abbey shrine basilica museum gallery library university college school hospital hotel stadium
    arena hall theatre theater square park zoo prison jail plant factory shipyard yard works mill mine refinery
    headquarters embassy consulate parliament ministry border crossing frontier checkpoint bridge tunnel dam
    resort site centre center garden gardens cemetery ranch farm estate villa house mansion residence oasis glacier
    terminal pier quay dock docks penitentiary barracks hut reserve sanctuary wharf jetty lock landing hostel inn
    colony clinic sanatorium apartment flat cottage convent
    """.split()
)
FACILITY_NOUNS = frozenset(
    """port harbour harbor airport airfield aerodrome airbase station cosmodrome spaceport base camp fort
    castle palace cathedral church mosque temple monastery abbey shrine basilica museum gallery library university
    college hospital hotel stadium arena hall theatre theater park prison jail plant factory shipyard yard works mill
    refinery headquarters embassy parliament crossing checkpoint bridge dam ranch villa terminal facility complex
    launchpad site centre center""".split()
)

# --- prepositions --------------------------------------------------------------------------------------------------

TO = frozenset({"to", "into", "onto", "toward", "towards", "for", "until", "till", "unto"})
AT = frozenset(
    "in at on near off outside inside within around aboard below beneath under above beside before by alongside".split()
)
FROM = frozenset({"from", "out"})
VIA = frozenset({"via", "through", "across", "over", "past", "along", "by", "round", "around", "throughout", "between"})

_IRREGULAR = {
    "go": "goes went gone going", "fly": "flies flew flown flying", "leave": "leaves left leaving",
    "come": "comes came coming", "drive": "drives drove driven driving", "ride": "rides rode ridden riding",
    "run": "runs ran running", "make": "makes made making", "take": "takes took taken taking",
    "bring": "brings brought bringing", "send": "sends sent sending", "lead": "leads led leading",
    "meet": "meets met meeting", "speak": "speaks spoke spoken speaking", "spend": "spends spent spending",
    "sleep": "sleeps slept sleeping", "eat": "eats ate eaten eating", "stand": "stands stood standing",
    "sit": "sits sat sitting", "give": "gives gave given giving", "hold": "holds held holding",
    "see": "sees saw seen seeing", "find": "finds found finding", "flee": "flees fled fleeing",
    "get": "gets got gotten getting", "begin": "begins began begun beginning", "set": "sets set setting",
    "put": "puts put putting", "swim": "swims swam swum swimming", "hit": "hits hit hitting",
    "say": "says said saying", "tell": "tells told telling", "bear": "bears bore borne born bearing",
    "strike": "strikes struck striking", "lie": "lies lay lain lying", "lay": "lays laid laying",
    "sing": "sings sang sung singing", "hear": "hears heard hearing", "buy": "buys bought buying",
    "catch": "catches caught catching", "shoot": "shoots shot shooting", "cut": "cuts cut cutting",
    "mean": "means meant meaning", "seek": "seeks sought seeking", "think": "thinks thought thinking",
    "know": "knows knew known knowing", "grow": "grows grew grown growing", "rise": "rises rose risen rising",
    "fall": "falls fell fallen falling", "sell": "sells sold selling", "build": "builds built building",
    "write": "writes wrote written writing", "creep": "creeps crept creeping", "hide": "hides hid hidden hiding",
    "slide": "slides slid sliding", "swing": "swings swung swinging", "sweep": "sweeps swept sweeping",
    "blow": "blows blew blown blowing", "spin": "spins spun spinning", "speed": "speeds sped speeding",
    "bind": "binds bound binding", "lend": "lends lent lending", "shake": "shakes shook shaken shaking",
    "withdraw": "withdraws withdrew withdrawn withdrawing", "quit": "quits quit quitting",
    "tread": "treads trod trodden treading", "wind": "winds wound winding", "forgo": "forgoes forwent forgone forgoing",
    "ski": "skis skied skiing", "die": "dies died dying", "train": "trains trained training",
    "steer": "steers steered steering", "stray": "strays strayed straying", "man": "men", "woman": "women",
    "dream": "dreams dreamed dreamt dreaming", "keep": "keeps kept keeping",
    "forget": "forgets forgot forgotten forgetting", "forbid": "forbids forbade forbidden forbidding",
    "tear": "tears tore torn tearing", "beat": "beats beat beaten beating",
    "bus": "buses bused bussed busing bussing", "wife": "wives", "thief": "thieves", "lady": "ladies",
    "body": "bodies", "ashes": "", "marbles": "", "horses": "", "due": "",
}  # fmt: skip
_DOUBLES = frozenset(
    """stop travel ship transit trek hop slip drop trot jog refer commit hit plan ban step plot tramp nip pop swap tow
    chug put shop spot skip scrap rerun equip transfer quit beg drag pedal cancel refit omit chop run tug strip bar stab
    rob barrel plod slog expel compel""".split()
) - {"tow"}
_SINGLE_TOO = frozenset({"travel", "barrel", "pedal", "cancel", "transit"})  # American spelling


def _forms(word: str) -> set[str]:
    if word in _IRREGULAR:
        return {word, *_IRREGULAR[word].split()}
    forms = {word}
    if word.endswith(("ee", "oe", "ye")):
        forms |= {word + "s", word + "d", word + "ing"}
    elif word.endswith("e"):
        forms |= {word + "s", word + "d", word[:-1] + "ing"}
    elif word.endswith("y") and word[-2] not in "aeou":
        forms |= {word[:-1] + "ies", word[:-1] + "ied", word + "ing"}
    else:
        plural = word + ("es" if word.endswith(("s", "sh", "ch", "x", "z")) else "s")
        forms |= {plural}
        if word in _DOUBLES:
            forms |= {word + word[-1] + "ed", word + word[-1] + "ing"}
        if word not in _DOUBLES or word in _SINGLE_TOO:
            forms |= {word + "ed", word + "ing"}
    return forms


@cache
def _bases() -> tuple[dict[str, str], dict[str, str]]:
    """Base forms of the inflected words above: of verbs, of nouns."""
    verbs: dict[str, str] = {}
    nouns: dict[str, str] = {}
    lexicon_of_verbs = GO.union(
        ARRIVE,
        LEAVE,
        VISIT,
        CARRY,
        RECEIVE,
        STATIVE,
        PLAN,
        CANCEL,
        AGENCY,
        HELD,
        REFUSE,
        PREVENT,
        IMAGINE,
        RAVAGE,
        INDUCE,
    )
    lexicon_of_nouns = TRIP.union(
        PLAN_NOUNS, JOURNEYS, DEPARTURE, EVENT, VESSEL, STORM, ANIMAL, THING, GROUP, PEOPLE, PLACE_NOUNS
    )
    for words, table in (
        (lexicon_of_verbs | {verb for verb, _ in PHRASAL} | {"show", "spot"}, verbs),
        (lexicon_of_nouns | FACILITY_NOUNS | VEHICLES.keys(), nouns),
    ):
        for word in sorted(words):
            for form in sorted(_forms(word)):
                if form not in words or form == word:
                    table.setdefault(form, word)
    return verbs, nouns


def base(word: str, part_of_speech: str) -> str:
    """The base form of a word of this lexicon, or the word itself in lower case.

    >>> base("flew", "VERB"), base("Travelling", "VERB"), base("ships", "NOUN"), base("table", "NOUN")
    ('fly', 'travel', 'ship', 'table')
    """
    verbs, nouns = _bases()
    lower = word.lower()
    return (verbs if part_of_speech in ("VERB", "AUX") else nouns).get(lower, lower)


def knows(verb: str) -> bool:
    """Whether a base form is one of the verbs above.

    >>> knows("fly"), knows("wake")
    (True, False)
    """
    return verb in _bases()[0].values()

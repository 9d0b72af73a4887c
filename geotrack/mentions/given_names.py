"""Common given names that tell whether "he" or "she" may mean somebody: "Brahms wrote to Clara Schumann. She left".

A short list of our own. Names that both bear (Andrea, Jean, Kim, Robin, Sasha) are left out.
"""

MEN = frozenset(
    """aaron abdul abdullah abraham adam adolf adrian ahmad ahmed alan albert aleksandr aleksei alexander alexei alfred
    ali
    alistair alvaro amir anatoly anders andre andreas andrei andrew anthony anton antonio antony arnold arthur
    august augustus axel barack bart bashar benedict benito benjamin bernard bernhard bill bjorn bob boris brian
    bruce carl carlos cecil cesar charles christian christopher claude clement clemens conrad cristiano cyril daniel
    darius dave david dennis diego dieter dietrich dmitri dmitry dominic donald douglas duncan ed eddie edgar edmund
    eduardo edward edwin elias emil emmanuel enrico eric erich erik ernest ernst erwin eugen eugene evgeny fabian
    felipe felix ferdinand fernando fidel francesco francis francisco franco frank franklin franz fred frederick
    fridtjof friedrich fritz fyodor gary geoffrey georg george georges gerald gerard gerhard giacomo gianni giovanni
    giuseppe gordon graham greg gregory guido guillermo gustav hans harold harry hassan heinrich heinz helmut henri
    henry herbert herman hermann hernando horatio howard hubert hugh hugo humphrey hussein ian ibrahim igor isaac
    ismail ivan jack jacob jacques jair jakob james janos javier jeff jeremy jerome jerry jesus jim jimmy joachim
    joao joe johan johann johannes john johnny jonas jonathan jorge josef joseph jose juan jules julian julius
    justin karl keith ken kenneth kevin khalid klaus konrad konstantin kurt lars larry lawrence leo leon leonard
    leonardo leonid leopold lewis lionel louis lucas luca ludwig luigi luis luke lukas magnus mahmoud manfred manuel
    marc marcel marco marcus mario mark marko martin matteo matthew matthias maurice max maximilian michael michel
    miguel mike mikhail mohamed mohammad mohammed moritz moses muhammad mustafa napoleon narendra nathaniel neil
    nelson nicholas nicolas nikita nikolai nikolaus noah norman olaf oleg oliver omar orville oscar oskar osama
    oswald otto pablo patrick paul pavel pedro peter philip philippe pierre pietro piotr rafael ralph ramon raymond
    recep reginald reinhard rene ricardo richard rishi roald robert roberto rodrigo roger roland roman ronald ronnie
    rory rudolf rupert salman salvador samuel scott sebastian sergei sergey sergio silvio simon solomon sigmund
    spencer stanley stefan stephen steve steven stuart sven tayyip ted theodore thomas tim timothy tobias tom tony
    umberto valentin victor viktor vincent vincenzo vladimir volodymyr walter warren werner wilbur wilhelm willem
    william winston wolfgang xavier yevgeny yuri yusuf yves zachary""".split()
)
WOMEN = frozenset(
    """abigail ada adele agatha agnes aisha alexandra alice alicia alison amalia amanda amelia amy ana anastasia anita
    ann
    anna annalena anne annette annie antonia ariana astrid audrey barbara beatrice beatriz benazir bertha bessie
    beth betty beyonce brigitte bridget camilla carla carmen carol caroline carolina cate catherine cecilia celia
    charlotte chiara christina christine clara clare claudia clementine constance cristina daphne deborah denise
    diana dolores dora doris dorothy edith eileen eleanor elena elise elisabeth elizabeth ella ellen elsa emilia
    emily emma erica esther eugenie eva fatima flora florence frances francesca freya frida frieda gabriela georgia
    georgina gertrude gerda gina giorgia giulia gloria golda grace greta gwendolyn hannah harriet hedwig heidi helen
    helena helene helga hermione hilda hillary ida ilse imelda indira ingrid irene irina iris irma isabel isabella
    isabelle jacinda jacqueline jane janet jennifer jenny jessica joan joanna josephine judith julia juliane julie
    juliet kaja kamala karen karin katarina kate katherine kathleen katrin katya kirsten lara laura lea lena lily
    lina linda lisa liz lola louisa louise lucia lucy lydia madeleine madonna magdalena malala margaret margarete
    margarita margot maria marianne marie marina marlene martha mary mata mathilde matilda maud melania melanie
    melinda mercedes meryl michelle mildred miranda miriam monica monika nadezhda nadia nancy naomi natalia natalie
    natasha nicole nina nora odette olena olga olivia ophelia pamela patricia paula pauline penelope petra phoebe
    priscilla rachel rebecca regina renate rihanna rita rosa rosalind rose rosemary roxana ruth sabine sally
    samantha sandra sanna sara sarah selma shakira sheila sigrid silvia sonia sophia sophie stella stephanie susan
    susanna suzanne svetlana sylvia tamara tatiana teresa thea theresa tina ulrike ursula valentina valerie vanessa
    vera veronica victoria viola virginia wendy wilhelmina winifred xenia yulia yvonne zoe""".split()
)

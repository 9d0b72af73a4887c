"""What hostile texts may contain. Where one of them runs, it calls `alert`, which the tests count."""

from __future__ import annotations

from pathlib import Path

BLEACH = tuple(
    line
    for line in (Path(__file__).parent / "bleach.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("# ")
)
"""Those of the test files of bleach, the sanitizer that looked for them longest."""

MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<ImG/sRc=x/oNeRrOr=alert`1`>",
    '"><svg onload=alert(1)>',
    "'><svg/onload=alert(1)>",
    "<svg><script>alert&#40;1&#41;</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:alert(1)><text x=20 y=20>click</text></a></svg>",
    "<svg><foreignObject><iframe srcdoc='<script>parent.alert(1)</script>'></iframe></foreignObject></svg>",
    "<svg><use href=\"data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><a href='javascript:alert(1)'/>"
    '</svg>#x">',
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>click</maction></math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)><option>x</select>",
    "<body onload=alert(1)>",
    "<body onpageshow=alert(1) onhashchange=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<form action=javascript:alert(1)><input type=submit></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<link rel=import href=data:text/html,<script>alert(1)</script>>",
    "<link rel=prefetch href=https://evil.example/prefetch>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<meta http-equiv=Content-Security-Policy content=\"default-src *; script-src * 'unsafe-inline'\">",
    "<base href=https://evil.example/>",
    "<base target=_top>",
    "<style>*{background:url(https://evil.example/x.png)}</style>",
    "<style>@import 'https://evil.example/x.css';</style>",
    '<p style="background:url(https://evil.example/x.png);position:fixed;inset:0">x</p>',
    "<img src=https://evil.example/x.png srcset='https://evil.example/y.png 2x'>",
    "<template><script>alert(1)</script></template>",
    "<table background=https://evil.example/x.png><tr><td>x</table>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea></textarea><img src=x onerror=alert(1)>",
    "<title></title><img src=x onerror=alert(1)>",
    "<xmp><p title='</xmp><svg/onload=alert(1)>'>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='&#1;javascript:alert(1)'>x</a>",
    "<a href='java&Tab;script&colon;alert&lpar;1&rpar;'>x</a>",
    "<a id=data name=data><form id=data><input name=textContent></form>",
    "<img name=getElementById><form name=body><input id=main>",
    "<<script>alert(1)//<</script>",
    "<scr\0ipt>alert(1)</scr\0ipt>",
    "<img src=x\x0conerror=alert(1)>",
    "\ufeff<script>alert(1)</script>",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
)
"""Elements, attributes and encodings of markup."""

MUTATIONS = tuple(
    f"<{root}></{inner}><{raw}><!--</{raw}><img src/onerror=alert(1)>"
    for root in ("math", "svg")
    for inner in ("p", "br")
    for raw in ("style", "title", "noscript", "script", "noembed", "textarea", "noframes", "iframe", "xmp")
)
"""Markup that means something else once it was parsed and written again: the family that bleach's own tests have."""

ENDINGS = (
    "</script><script>alert(1)</script>",
    "</SCRIPT ><img src=x onerror=alert(1)>",
    "</style><img src=x onerror=alert(1)>",
    "</title><img src=x onerror=alert(1)>",
    "</textarea></noscript></template></iframe><svg onload=alert(1)>",
    "<!--",
    "-->",
    "--!><img src=x onerror=alert(1)>",
    "<!--<script>",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "]]>",
    "<?xml version='1.0'?><?php alert(1) ?>",
    "<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;",
    '"}],"stops":[{"id":"',
    '\\"};alert(1);//',
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "\\x3cimg src=x onerror=alert(1)\\x3e",
    "';alert(1);'",
    '";alert(1);"',
    "`;alert(1);`",
    "\\",
    "\n});alert(1);//",
    "\r\nSet-Cookie: x=1",
    "\u2028alert(1)\u2029alert(1)//",
    "*/alert(1)/*",
)
"""What would end the place where a text stands: an element, a comment, a string, a block."""

TEMPLATES = (
    "${alert(1)}",
    "#{alert(1)}",
    "{{ 7*7 }}",
    "{{alert(1)}}",
    "{{constructor.constructor('alert(1)')()}}",
    "{{ self.__init__.__globals__ }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{x}}{% endfor %}",
    "{% raw %}",
    "{% endmacro %}{% include '/etc/passwd' %}",
    "{# comment",
    "<%= 7*7 %>",
    "{0}{title}%s%(title)s%n",
    "$&$1$`$'\\g<0>\\1",
    "constructor",
    "__proto__",
    "prototype",
    "toString",
    "hasOwnProperty",
    "null",
    "undefined",
    "NaN",
    "-1",
    "",
    " ",
    "=cmd|' /C calc'!A1",
    "@SUM(1+1)",
    "../../../../tmp/geotrack-was-here",
    "..\\..\\C:\\geotrack-was-here",
)
"""Templates of folium (Jinja) and of scripts, names that objects have from birth, formulas, paths."""

CHARACTERS = (
    "a\0b",
    "".join(map(chr, range(1, 32))),
    "".join(map(chr, range(0x7F, 0xA0))),
    "half \ud83d of a character",
    "the other \ude00 half, and back to front \ude00\ud83d",
    "\ufdd0\ufffe\uffff\U0001fffe\U0010ffff",
    "\ufeff\u200b\u200c\u200d\u2060\u00ad",
    "\u202eright to left, for ever",
    "\u202dleft\u202e\u202e\u202e\u202e to the right\u202c",
    "\u2066\u2067\u2068 three isolates, none of which ends",
    "\u2069\u2069\u202c\u202c ends of what never began \u202e.moc.elpmaxe//:sptth",
    "\u200f\u061c\u0627\u0644\u0631\u064a\u0627\u0636 \u05d9\u05e8\u05d5\u05e9\u05dc\u05d9\u05dd",
    "Z\u0351\u0343\u0346\u0310a\u0335\u0321\u0322lgo" + "\u0489\u0334\u0353" * 60,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\U0001f1f0\U0001f1f5",
    "e\u0301 \u00e9 \ufb01 \u1e9e \u0130\u0131",
    "\U000e0041\U000e0042\ufe0f\ufff9\ufffc",
    "W" * 4000,
    "\u00ad\u200b" * 2000,
    "very long " * 400,
    "\u6771\u4eac" * 1000,
)
"""Characters that files, browsers and the direction of writing stumble over, and more than there is room for."""

ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    " javascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript://example.org/%0aalert(1)",
    "javascript:https://example.org/;alert(1)",
    "view-source:javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "DATA:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://example.org/0",
    "about:blank",
    "intent://example.org#Intent;scheme=javascript;end",
    "//evil.example/",
    "/\\evil.example/",
    "https:alert(1)",
    "https:///evil.example/",
    "https://",
    "http://[::1",
    "https://evil.example:99999999/",
    "https:\\\\evil.example\\",
    "hTTps://evil.example/",
    "https://bank.example@evil.example/",
    "https://bank.example%2f@evil.example/",
    "https://user:secret@evil.example/",
    "https://bank.example\\@evil.example/",
    "https://bank.example\u2044path@evil.example/",
    "https://\u0430\u0440\u0440\u04cf\u0435.example/",
    "https://evil.example\u3002evil.example/",
    "https://evil.example/\u202egro.elpmaxe//:sptth",
    'https://evil.example/"><script>alert(1)</script>',
    "https://evil.example/' onmouseover='alert(1)",
    "https://evil.example/${alert(1)}{{7*7}}",
    "https://evil.example/a b\tc\nd",
    "https://evil.example/\ud83d\0",
    "https://evil.example/?q=%3Cscript%3E#</script>",
    "https://" + "long." * 60 + "evil.example/" + "path/" * 500,
)
"""Addresses that are none, that run, or that look like another's."""

VECTORS = tuple(dict.fromkeys(BLEACH + MARKUP + MUTATIONS + ENDINGS + TEMPLATES + CHARACTERS + ADDRESSES))

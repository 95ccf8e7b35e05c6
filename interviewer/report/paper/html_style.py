"""The looks of a printed guide as HTML: on paper (A4 or Letter), on a screen, on a telephone. System fonts only."""

import re

SIZES = {"a4": "A4", "letter": "letter"}
PLAIN = re.compile(r"[^A-Za-z0-9 ]")

STYLE = """\
:root{--ink:#16191d;--quiet:#565d66;--rule:#9aa1a9;--hair:#c9ced4;--accent:#0f4c5c;
--sans:"Avenir Next","Segoe UI",Carlito,Calibri,"Helvetica Neue",Roboto,Arial,sans-serif;
--serif:"Iowan Old Style","Palatino Linotype",Palatino,Charter,Cambria,Caladea,Georgia,serif}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;color:var(--ink);background:#fff;font:11pt/1.4 var(--sans);overflow-wrap:anywhere}
main{max-width:46rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
h1,h2,h3,h4,p,ul,ol,dl,dd,table,figure{margin:0;padding:0;font-weight:400}
h1,h2,h3,h4{text-wrap:pretty;break-after:avoid}
.part+.part{margin-top:4rem;padding-top:3rem;border-top:1px solid var(--hair)}
.kind,.label,.copy{font-size:8.5pt;letter-spacing:.09em;text-transform:uppercase;color:var(--accent);font-weight:600}
.head h1{font:600 27pt/1.12 var(--serif);margin:.25rem 0 .6rem}
.purpose{font:italic 12.5pt/1.45 var(--serif);max-width:38rem}
.purpose p+p{margin-top:.4em}
.facts{margin-top:.7rem;color:var(--quiet);font-size:9.5pt}
.facts span+span::before{content:"\\00b7";margin:0 .5em}
.blanks{display:grid;grid-template-columns:1fr 1fr;gap:.15rem 2rem;margin:1.5rem 0 1.8rem}
.blank{display:flex;align-items:flex-end;min-height:2.4rem;gap:.6rem;break-inside:avoid}
.blank.wide,.blank.lines{grid-column:1/-1}
.blank.lines{display:block;padding-top:.9rem}
.blank .name{color:var(--quiet);font-size:9.5pt;white-space:nowrap}
.blank.lines .name{white-space:normal;color:var(--ink);font-size:11pt}
.blank .fill{flex:1;border-bottom:.6pt solid var(--rule);min-width:3rem}
.blank.pick.wide{align-items:baseline;padding-top:.75rem}
.blank .boxes{display:flex;flex-wrap:wrap;gap:.1rem 1.4rem}
h2{font:600 18pt/1.2 var(--serif)}
.section{margin:2.1rem 0 .8rem;break-after:avoid}
.hint,.aim,.facts,.bounds{color:var(--quiet);font-size:9.5pt}
.plan{width:100%;border-collapse:collapse;margin:.5rem 0 .2rem;break-inside:avoid}
.plan caption{text-align:start;padding-bottom:.45rem}
.plan th,.plan td{font-weight:400;text-align:start;padding:.17rem 0;vertical-align:middle;font-size:10.5pt;line-height:1.25}
.plan th{width:44%;padding-inline:1.4em 1rem;text-indent:-1.4em}
.plan .number{display:inline-block;min-width:1.4em;text-indent:0;color:var(--accent);font-weight:600}
.plan .time{width:100%;background:linear-gradient(var(--hair),var(--hair)) center/100% .5pt no-repeat}
.plan .time i{display:block;height:.72rem;border-radius:.36rem;background:var(--accent);min-width:.3rem}
.plan .said{white-space:nowrap;text-align:end;padding-inline-start:.9rem;color:var(--quiet)}
.plan+.total{color:var(--quiet);font-size:9.5pt}
.speech{border-inline-start:2.2pt solid var(--accent);padding:.1rem 0 .1rem 1.1rem;padding-inline:1.1rem 0;margin:.7rem 0 1rem}
.speech .label{margin-bottom:.25rem;break-after:avoid}
.speech .said{font:13pt/1.5 var(--serif);orphans:3;widows:3}
.said+.said{margin-top:.65em}
.consents{list-style:none;margin:.4rem 0;break-inside:avoid}
.blanks.kept{break-inside:avoid}
.consent{display:flex;gap:1.5rem;align-items:flex-start;padding:.6rem 0;border-top:.6pt solid var(--hair);break-inside:avoid}
.consents .consent:last-child{border-bottom:.6pt solid var(--hair)}
.consent .what{flex:1;font:12pt/1.4 var(--serif)}
.consent .note{font:9pt/1.4 var(--sans);color:var(--accent)}
.consent .ticks{display:flex;gap:1.3rem;white-space:nowrap}
.consent .ticks.codes{flex-direction:column;gap:.5rem;width:36%}
.codes .tick{display:flex;gap:.5rem;align-items:flex-end}
.codes .fill{flex:1;border-bottom:.6pt solid var(--rule)}
.box{font:1.2em/1 "Segoe UI Symbol","Apple Symbols","DejaVu Sans",sans-serif;margin-inline-end:.35em}
.theme{display:grid;grid-template-columns:2.7rem 1fr auto;align-items:baseline;margin:2.6rem 0 .4rem;
padding-top:.7rem;border-top:1.4pt solid var(--ink);break-after:avoid;break-inside:avoid}
.theme .number{font:600 18pt/1.2 var(--serif);color:var(--accent)}
.theme .minutes{padding-inline-start:1rem;color:var(--quiet);font-size:10.5pt;white-space:nowrap}
.theme .only,.theme .aim{grid-column:2/-1}
.only{color:var(--accent);font-size:9.5pt;font-weight:600;break-after:avoid}
.asked{margin:1.5rem 0 0}
.asked.short,.keep,.last,.line{break-inside:avoid}
.question{display:grid;grid-template-columns:2.7rem 1fr;align-items:baseline}
.asked.plain .question{grid-template-columns:1fr}
.question>.only,.question>.aim,.question>.answer,.question>.probes,.question>.steps{grid-column:2}
.asked.plain .question>*{grid-column:1}
.question h3{font:600 14.5pt/1.3 var(--sans)}
.question h3+h3{margin-top:.3em}
.asked.plain h3{font-size:12pt}
.question .at{font-size:10pt;font-weight:600;color:var(--accent);line-height:1}
.question .at b{display:inline-block;padding:.22em .42em;border-radius:.25em;background:var(--ink);color:#fff;font-weight:600}
.aim .must{color:var(--ink);font-weight:600;margin-inline-end:.7em}
.probes{list-style:none;margin-top:.5rem}
.probes li{display:grid;grid-template-columns:1.3rem 1fr;padding:.14rem 0;line-height:1.35}
.probes li::before{content:"";width:.68rem;height:.68rem;border:.8pt solid var(--quiet);border-radius:50%;margin-top:.22em}
.probes .ask{font-size:11.5pt}
.probes .sort{color:var(--quiet);font-size:9pt;margin-inline-start:.6em;white-space:nowrap}
.notes,.more{margin-inline-start:2.7rem}
.notes{margin-top:.7rem}
.asked.plain .notes,.asked.plain .more{margin-inline-start:0}
.notes .top{display:flex;gap:1.2rem;align-items:baseline;color:var(--quiet);font-size:9pt}
.notes .label{letter-spacing:.06em}
.line{height:8.2mm;border-bottom:.7pt dotted var(--rule)}
.answer{margin:.6rem 0 .3rem}
.steps{display:flex;list-style:none;gap:.55rem;margin:.35rem 0}
.steps li{flex:0 1 2.35rem;aspect-ratio:1;display:flex;align-items:center;justify-content:center;border:.9pt solid var(--rule);
border-radius:50%;font-size:11.5pt}
.steps .unit{flex:0 0 auto;aspect-ratio:auto;border:0;border-radius:0;font-size:9.5pt;color:var(--quiet);padding-inline-start:.4rem}
.options{list-style:none;display:grid;grid-template-columns:repeat(auto-fill,minmax(13.5rem,1fr));gap:.25rem 1.2rem;margin:.2rem 0}
.options li{display:flex;align-items:baseline}
.options .fill,.amount .fill,.fact .fill{border-bottom:.6pt solid var(--rule);flex:1;margin-inline-start:.5em;min-width:4rem}
.amount,.day{display:flex;align-items:flex-end;gap:.6rem;min-height:2rem}
.amount .fill{flex:0 0 7rem;margin:0}
.amount .bounds{margin-inline-start:.4rem}
.day span{border-top:.6pt solid var(--rule);min-width:4.5rem;text-align:center;color:var(--quiet);font-size:8.5pt;margin-top:1.6rem}
.fact{height:2rem;display:flex;align-items:flex-end}
.fact .fill{margin:0}
.formhead{display:flex;flex-direction:column;gap:.2rem}
.formhead h2{font-size:23pt;line-height:1.15}
.form .blanks{margin:.2rem 0 .7rem}
.form .blank{min-height:2rem}
.named{display:grid;grid-template-columns:11rem 1fr;gap:1rem;margin-top:.5rem}
.named .name{color:var(--quiet);font-size:9.5pt;padding-top:.14rem}
.form h3{font:600 13pt/1.25 var(--serif);margin-top:.8rem}
.points{margin:.35rem 0 0;padding-inline-start:1.05rem}
.points li{margin:.16rem 0;font-size:10.5pt;line-height:1.35}
.points li::marker{color:var(--accent)}
.form .consent{padding:.36rem 0}
.form .consent .what{font-size:11.5pt;line-height:1.32}
.form .consents{margin:.3rem 0}
.signatures{display:grid;grid-template-columns:1fr 1fr;gap:2.2rem;margin:.9rem 0 .8rem;break-inside:avoid}
.signatures h4{font-size:10.5pt;font-weight:600}
.signatures p{display:flex;align-items:flex-end;gap:.6rem;height:1.95rem;color:var(--quiet);font-size:9.5pt}
.signatures p:last-child{height:3.5rem}
.signatures .fill{flex:1;border-bottom:.6pt solid var(--rule)}
.small{color:var(--quiet);font-size:9pt}
.small.open{display:flex;gap:.5rem;align-items:flex-end;color:var(--ink);font-size:10.5pt;min-height:1.8rem;max-width:34rem}
.small .fill{flex:1;border-bottom:.6pt solid var(--rule)}
@media screen and (max-width:36rem){
main{padding:1.25rem 1rem 3rem}.head h1{font-size:22pt}.blanks,.signatures,.named{grid-template-columns:1fr}.named{gap:.1rem}
.consent{flex-direction:column;gap:.5rem}.consent .ticks.codes{width:100%}.plan .time{min-width:4rem}
.question{grid-template-columns:1fr}.question>*{grid-column:1!important}.notes,.more{margin-inline-start:0}.steps li{font-size:9.5pt}}
@media print{
body{font-size:10.5pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
main{max-width:none;margin:0;padding:0}
.part+.part{margin:0;padding:0;border:0;break-before:page}
.form{page:form}
.plan .time i,.question .at b{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
"""


def page_rules(running: str, code: str, page: str, paper: str, *, rtl: bool) -> str:
    """The size of the paper and what stands in its margins; pages that bear a name have no place for a pseudonym."""
    near, far = ("right", "left") if rtl else ("left", "right")
    small = 'font:8.5pt "Avenir Next","Segoe UI",Carlito,Calibri,Arial,sans-serif;color:#565d66'
    title = f"@top-{near}{{content:{quoted(running)};{small}}}"
    coded = f"@top-{far}{{content:{quoted(f'{code}  ' + '_' * 22)};{small}}}" if code else ""
    number = f'@bottom-{far}{{content:{quoted(page + " ")} counter(page) " / " counter(pages);{small}}}'
    return (
        f"@page{{size:{SIZES[paper]};margin:21mm 19mm 19mm 19mm;{title}{coded}{number}}}\n"
        f"@page:first{{margin-top:17mm;@top-{near}{{content:none}}@top-{far}{{content:none}}}}\n"
        f"@page form{{margin:15mm 19mm 15mm 19mm;@top-{near}{{content:none}}@top-{far}{{content:none}}}}\n"
    )


def quoted(text: str) -> str:
    """The text as a string of CSS in which nothing can end the string or the element that holds it."""
    return '"' + PLAIN.sub(lambda found: f"\\{ord(found[0]):x} ", text) + '"'

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>actions</name>
    <message>
        <source>Approve</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Approve while typing</source>
        <translation>Freigeben beim Schreiben</translation>
    </message>
    <message>
        <source>Reject …</source>
        <translation>Ablehnen …</translation>
    </message>
    <message>
        <source>Undecided again</source>
        <translation>Wieder unentschieden</translation>
    </message>
    <message>
        <source>Approve this text</source>
        <translation>Diesen Text freigeben</translation>
    </message>
    <message>
        <source>Reject this text …</source>
        <translation>Diesen Text ablehnen …</translation>
    </message>
    <message>
        <source>This text undecided again</source>
        <translation>Diesen Text wieder offen lassen</translation>
    </message>
    <message>
        <source>Go on after each decision</source>
        <translation>Nach jeder Entscheidung weiter</translation>
    </message>
    <message>
        <source>Next undecided photo</source>
        <translation>Nächstes unentschiedenes Foto</translation>
    </message>
    <message>
        <source>Previous undecided photo</source>
        <translation>Voriges unentschiedenes Foto</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>Nächstes Foto</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>Voriges Foto</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>Alle Fotos</translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation>Gespeicherte Filter</translation>
    </message>
    <message>
        <source>Save filter …</source>
        <translation>Filter speichern …</translation>
    </message>
    <message>
        <source>Photos of this series</source>
        <translation>Fotos dieser Serie</translation>
    </message>
    <message>
        <source>Apply filter again, read what is new</source>
        <translation>Filter neu anwenden, Neues einlesen</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Bildunterschrift</translation>
    </message>
    <message>
        <source>Alt text</source>
        <translation>Alternativtext</translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Motiv</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Keep the text</source>
        <translation>Text übernehmen</translation>
    </message>
    <message>
        <source>Take the text back</source>
        <translation>Text zurücknehmen</translation>
    </message>
    <message>
        <source>Back to the photos</source>
        <translation>Zurück zu den Fotos</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Write anew …</source>
        <translation>Neu schreiben lassen …</translation>
    </message>
    <message>
        <source>Find and replace …</source>
        <translation>Suchen und ersetzen …</translation>
    </message>
    <message>
        <source>Set for all chosen photos …</source>
        <translation>Für alle gewählten Fotos setzen …</translation>
    </message>
    <message>
        <source>Copy texts to the series …</source>
        <translation>Texte auf die Serie übertragen …</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>One photo</source>
        <translation>Einzelbild</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>100 %, or the whole photo</source>
        <translation>100 % oder ganzes Foto</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Move left</source>
        <translation>Nach links schieben</translation>
    </message>
    <message>
        <source>Move right</source>
        <translation>Nach rechts schieben</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben schieben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten schieben</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Belege</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Language …</source>
        <translation>Sprache …</translation>
    </message>
    <message>
        <source>Publish …</source>
        <translation>Veröffentlichen …</translation>
    </message>
    <message>
        <source>Take back from a target …</source>
        <translation>Von einem Ziel zurückziehen …</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Entscheiden</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
</context><context>
    <name>background</name>
    <message>
        <source>No dictionary can be used for texts in this language ({}): spelling is not checked.</source>
        <translation>Für Texte in dieser Sprache ({}) ist kein Wörterbuch da: Die Rechtschreibung wird nicht geprüft.</translation>
    </message>
    <message>
        <source>Brought back what was being typed when the program ended.</source>
        <translation>Wieder da ist, was beim Ende des Programms gerade geschrieben wurde.</translation>
    </message>
    <message numerus="yes">
        <source>Somebody else changed %Ln photo(s).</source>
        <translation>
            <numerusform>Jemand anderes hat %Ln Foto geändert.</numerusform>
            <numerusform>Jemand anderes hat %Ln Fotos geändert.</numerusform>
        </translation>
    </message>
</context><context>
    <name>badges</name>
    <message>
        <source>P</source>
        <translation>B</translation>
    </message>
    <message>
        <source>R</source>
        <translation>N</translation>
    </message>
    <message>
        <source>B</source>
        <translation>G</translation>
    </message>
    <message>
        <source>F</source>
        <translation>F</translation>
    </message>
    <message>
        <source>M</source>
        <translation>K</translation>
    </message>
</context><context>
    <name>batch</name>
    <message numerus="yes">
        <source>For %Ln photo(s)</source>
        <translation>
            <numerusform>Für %Ln Foto</numerusform>
            <numerusform>Für %Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Set the location</source>
        <translation>Ort setzen</translation>
    </message>
    <message>
        <source>Set the subject</source>
        <translation>Motiv setzen</translation>
    </message>
    <message>
        <source>Add a keyword</source>
        <translation>Stichwort hinzufügen</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>&amp;What</source>
        <translation>&amp;Was</translation>
    </message>
    <message>
        <source>&amp;Value</source>
        <translation>W&amp;ert</translation>
    </message>
    <message numerus="yes">
        <source>{}: {} (%Ln photo(s)).</source>
        <translation>
            <numerusform>{}: {} (%Ln Foto).</numerusform>
            <numerusform>{}: {} (%Ln Fotos).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy to %Ln other photo(s) of this series</source>
        <translation>
            <numerusform>Auf %Ln weiteres Foto dieser Serie übertragen</numerusform>
            <numerusform>Auf %Ln weitere Fotos dieser Serie übertragen</numerusform>
        </translation>
    </message>
    <message>
        <source>Photos of one series show the same, but no two should say the same: copy what is true of all.</source>
        <translation>Fotos einer Serie zeigen dasselbe, aber keine zwei sollten dasselbe sagen: Übertragen Sie, was für alle gilt.</translation>
    </message>
    <message numerus="yes">
        <source>Copied {} to %Ln photo(s) of the series.</source>
        <translation>
            <numerusform>{} auf %Ln Foto der Serie übertragen.</numerusform>
            <numerusform>{} auf %Ln Fotos der Serie übertragen.</numerusform>
        </translation>
    </message>
</context><context>
    <name>bench</name>
    <message numerus="yes">
        <source> (and %Ln more)</source>
        <translation>
            <numerusform> (und %Ln weiteres)</numerusform>
            <numerusform> (und %Ln weitere)</numerusform>
        </translation>
    </message>
    <message>
        <source>No other photo here is undecided.</source>
        <translation>Hier ist kein anderes Foto mehr unentschieden.</translation>
    </message>
    <message>
        <source>The settings cannot be saved: {}</source>
        <translation>Die Einstellungen können nicht gespeichert werden: {}</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Write these texts anew …</source>
        <translation>Texte neu schreiben lassen …</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>Durchsicht</translation>
    </message>
</context><context>
    <name>blind</name>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Which text is better? {}</source>
        <translation>Welcher Text ist besser? {}</translation>
    </message>
    <message>
        <source>The left one</source>
        <translation>Der linke</translation>
    </message>
    <message>
        <source>Equally good</source>
        <translation>Gleich gut</translation>
    </message>
    <message>
        <source>Both bad</source>
        <translation>Beide schlecht</translation>
    </message>
    <message>
        <source>The right one</source>
        <translation>Der rechte</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>Enough</source>
        <translation>Genug</translation>
    </message>
    <message>
        <source>Chosen so far</source>
        <translation>Bisher gewählt</translation>
    </message>
    <message>
        <source>Asked again.</source>
        <translation>Noch einmal gefragt.</translation>
    </message>
    <message>
        <source>Which would you rather publish with this photo? You may stop at any time.</source>
        <translation>Welchen würden Sie lieber mit diesem Foto veröffentlichen? Sie können jederzeit aufhören.</translation>
    </message>
    <message>
        <source>That was the last one.</source>
        <translation>Das war der letzte.</translation>
    </message>
    <message>
        <source>Enough for now.</source>
        <translation>Genug für jetzt.</translation>
    </message>
    <message numerus="yes">
        <source>You have chosen %Ln time(s); all is kept.</source>
        <translation>
            <numerusform>Sie haben %Ln Mal gewählt; alles ist gespeichert.</numerusform>
            <numerusform>Sie haben %Ln Mal gewählt; alles ist gespeichert.</numerusform>
        </translation>
    </message>
    <message>
        <source>To see whose texts you prefer:
runner compare {}</source>
        <translation>Wessen Texte Sie vorziehen, zeigt:
runner compare {}</translation>
    </message>
    <message>
        <source>{} of {} chosen</source>
        <translation>{} von {} gewählt</translation>
    </message>
    <message numerus="yes">
        <source>; every two variants at least %Ln time(s)</source>
        <translation>
            <numerusform>; je zwei Varianten mindestens %Ln Mal</numerusform>
            <numerusform>; je zwei Varianten mindestens %Ln Mal</numerusform>
        </translation>
    </message>
    <message>
        <source>All variants of {} wrote the same.</source>
        <translation>Alle Varianten von {} haben dasselbe geschrieben.</translation>
    </message>
    <message>
        <source>There is no choice.</source>
        <translation>Es gibt keine Auswahl.</translation>
    </message>
    <message>
        <source>{} has no readable sweep.json.</source>
        <translation>{} hat keine lesbare sweep.json.</translation>
    </message>
    <message>
        <source>`runner sweeps list` shows the sweeps.</source>
        <translation>`runner sweeps list` zeigt die Versuchsreihen.</translation>
    </message>
    <message>
        <source>Of the {} variants of {}, {} came to the end; two are needed.</source>
        <translation>Von den {} Varianten von {} sind {} fertig geworden; zwei werden gebraucht.</translation>
    </message>
    <message>
        <source>Go on with it: runner sweeps resume {}</source>
        <translation>So geht es weiter: runner sweeps resume {}</translation>
    </message>
</context><context>
    <name>checks</name>
    <message>
        <source>The run had no rules.</source>
        <translation>Der Lauf hatte keine Regeln.</translation>
    </message>
    <message>
        <source>Run the set with a graph that has a check stage.</source>
        <translation>Lassen Sie das Set mit einem Graphen laufen, der eine Stufe check hat.</translation>
    </message>
</context><context>
    <name>commands</name>
    <message>
        <source>This photo is in no series.</source>
        <translation>Dieses Foto gehört zu keiner Serie.</translation>
    </message>
    <message>
        <source>There is no filter to save: write one first (Ctrl+F).</source>
        <translation>Es gibt keinen Filter zu speichern: Schreiben Sie erst einen (Strg+F).</translation>
    </message>
    <message>
        <source>Save filter</source>
        <translation>Filter speichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Go to a field first (1 to 5): its text is taken back.</source>
        <translation>Gehen Sie erst in ein Feld (1 bis 5): Dessen Text wird zurückgenommen.</translation>
    </message>
    <message>
        <source>Go to caption, alt text or keywords first (1 to 3): one text is decided about.</source>
        <translation>Gehen Sie erst in Bildunterschrift, Alternativtext oder Stichwörter (1 bis 3): Über einen Text wird entschieden.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation>Sprache des Fensters</translation>
    </message>
    <message>
        <source>The window speaks it from its next start on.</source>
        <translation>Das Fenster spricht sie ab dem nächsten Start.</translation>
    </message>
    <message numerus="yes">
        <source>Matches %Ln photo(s): {}.</source>
        <translation>
            <numerusform>Passt auf %Ln Foto: {}.</numerusform>
            <numerusform>Passt auf %Ln Fotos: {}.</numerusform>
        </translation>
    </message>
</context><context>
    <name>compare</name>
    <message>
        <source>quality {}</source>
        <translation>Qualität {}</translation>
    </message>
    <message>
        <source>★ best of its series</source>
        <translation>★ Serienbestes</translation>
    </message>
    <message>
        <source>Photos side by side</source>
        <translation>Fotos nebeneinander</translation>
    </message>
</context><context>
    <name>desktop</name>
    <message>
        <source>{} cannot be written.</source>
        <translation>{} kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Choose another file, ending in .png.</source>
        <translation>Wählen Sie eine andere Datei mit der Endung .png.</translation>
    </message>
</context><context>
    <name>dialogs</name>
    <message>
        <source>This photo could not be processed: there is nothing to write from.</source>
        <translation>Dieses Foto konnte nicht verarbeitet werden: Es gibt nichts, wonach sich schreiben ließe.</translation>
    </message>
    <message>
        <source>Reject this photo</source>
        <translation>Dieses Foto ablehnen</translation>
    </message>
    <message numerus="yes">
        <source>Reject %Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto ablehnen</numerusform>
            <numerusform>%Ln Fotos ablehnen</numerusform>
        </translation>
    </message>
    <message>
        <source>Why? The photo and its evidence stay; it is just never published.</source>
        <translation>Warum? Das Foto und seine Belege bleiben; es wird nur nie veröffentlicht.</translation>
    </message>
    <message>
        <source>Reject the {}</source>
        <translation>{} ablehnen</translation>
    </message>
    <message>
        <source>Why? The photo waits until somebody has written another one.</source>
        <translation>Warum? Das Foto wartet, bis jemand einen anderen Text geschrieben hat.</translation>
    </message>
    <message>
        <source>This photo is in no series.</source>
        <translation>Dieses Foto gehört zu keiner Serie.</translation>
    </message>
    <message>
        <source>Close what is being published first, and choose the photos.</source>
        <translation>Schließen Sie erst das laufende Veröffentlichen, und wählen Sie die Fotos.</translation>
    </message>
    <message>
        <source>Something was changed meanwhile: plan again.</source>
        <translation>Inzwischen wurde etwas geändert: Planen Sie neu.</translation>
    </message>
</context><context>
    <name>editor</name>
    <message>
        <source>The captioner of the run writes again, told what you have said of the photo</source>
        <translation>Der Textgenerator des Laufs schreibt noch einmal und weiß, was Sie über das Foto gesagt haben</translation>
    </message>
    <message>
        <source>✗ rejected by {}: {}</source>
        <translation>✗ abgelehnt von {}: {}</translation>
    </message>
    <message>
        <source>✓ approved by {}</source>
        <translation>✓ freigegeben von {}</translation>
    </message>
    <message>
        <source>What you type cannot be saved: {}</source>
        <translation>Was Sie schreiben, kann nicht gespeichert werden: {}</translation>
    </message>
    <message>
        <source>Edited {} of {}.</source>
        <translation>Bearbeitet: {} von {}.</translation>
    </message>
    <message>
        <source>the captioner</source>
        <translation>der Textgenerator</translation>
    </message>
    <message>
        <source>by {}</source>
        <translation>von {}</translation>
    </message>
    <message>
        <source>by {}, taken over by {}</source>
        <translation>von {}, übernommen von {}</translation>
    </message>
    <message>
        <source>by the classifier</source>
        <translation>von der Bilderkennung</translation>
    </message>
    <message>
        <source>written in the file</source>
        <translation>aus der Datei</translation>
    </message>
    <message>
        <source>of the set</source>
        <translation>vom Set</translation>
    </message>
    <message>
        <source>from EXIF</source>
        <translation>aus EXIF</translation>
    </message>
</context><context>
    <name>evidence</name>
    <message>
        <source>Also found</source>
        <translation>Außerdem gefunden</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>item</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Where the values come from</source>
        <translation>Woher die Werte stammen</translation>
    </message>
    <message>
        <source>What supports the claims</source>
        <translation>Was die Aussagen stützt</translation>
    </message>
    <message>
        <source>taken</source>
        <translation>aufgenommen</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>lens</source>
        <translation>Objektiv</translation>
    </message>
    <message>
        <source>exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>place</source>
        <translation>Standort</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>score</source>
        <translation>Wertung</translation>
    </message>
    <message>
        <source>colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>believed</source>
        <translation>geglaubt</translation>
    </message>
    <message>
        <source>What the classifier sees</source>
        <translation>Was die Bilderkennung sieht</translation>
    </message>
    <message>
        <source>place in its series</source>
        <translation>Platz in der Serie</translation>
    </message>
    <message>
        <source>best of it</source>
        <translation>bestes davon</translation>
    </message>
    <message>
        <source>nearly the same as</source>
        <translation>fast gleich mit</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Serie</translation>
    </message>
</context><context>
    <name>field</name>
    <message>
        <source>caption</source>
        <translation>Bildunterschrift</translation>
    </message>
    <message>
        <source>alt text</source>
        <translation>Alternativtext</translation>
    </message>
    <message>
        <source>keywords</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>subject</source>
        <translation>Motiv</translation>
    </message>
    <message>
        <source>location</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>file name</source>
        <translation>Dateiname</translation>
    </message>
</context><context>
    <name>field_box</name>
    <message>
        <source>↶ as before</source>
        <translation>↶ wie zuvor</translation>
    </message>
    <message>
        <source>Take your text back: the run's text stands again</source>
        <translation>Ihren Text zurücknehmen: Es gilt wieder der Text des Laufs</translation>
    </message>
    <message>
        <source>Take back: {}</source>
        <translation>Zurücknehmen: {}</translation>
    </message>
    <message>
        <source>Approve: {}</source>
        <translation>Freigeben: {}</translation>
    </message>
    <message>
        <source>Reject: {}</source>
        <translation>Ablehnen: {}</translation>
    </message>
</context><context>
    <name>filter_bar</name>
    <message>
        <source>Undecided</source>
        <translation>Unentschieden</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Bearbeitet</translation>
    </message>
    <message>
        <source>Best of each series</source>
        <translation>Bestes jeder Serie</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Filter:  outcome:blocked  quality:&gt;6  keyword:heron  text:"canal"   (Ctrl+F)</source>
        <translation>Filter:  outcome:blocked  quality:&gt;6  keyword:reiher  text:"kanal"   (Strg+F)</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filters ▾</source>
        <translation>Filter ▾</translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation>Gespeicherte Filter</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Needs work first</source>
        <translation>Offenes zuerst</translation>
    </message>
    <message>
        <source>As in the folder</source>
        <translation>Wie im Ordner</translation>
    </message>
    <message>
        <source>Best quality first</source>
        <translation>Beste zuerst</translation>
    </message>
    <message>
        <source>Worst quality first</source>
        <translation>Schlechteste zuerst</translation>
    </message>
    <message>
        <source>By time taken</source>
        <translation>Nach Aufnahmezeit</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove a saved filter</source>
        <translation>Gespeicherten Filter entfernen</translation>
    </message>
</context><context>
    <name>filters</name>
    <message>
        <source>There are {}</source>
        <translation>Es gibt {}</translation>
    </message>
    <message>
        <source>Did you mean {}:?</source>
        <translation>Meinten Sie {}:?</translation>
    </message>
    <message>
        <source>There is no filter {}: {}</source>
        <translation>Einen Filter {}: gibt es nicht. {}</translation>
    </message>
    <message>
        <source>{0}:{1} — a number belongs there: {0}:&gt;6</source>
        <translation>{0}:{1} — dort gehört eine Zahl hin: {0}:&gt;6</translation>
    </message>
    <message>
        <source>{0}:{1} — a year, month or day belongs there: {0}:2019-05, {0}:&gt;=2019</source>
        <translation>{0}:{1} — dort gehört ein Jahr, Monat oder Tag hin: {0}:2019-05, {0}:&gt;=2019</translation>
    </message>
    <message>
        <source>{}:{} — there are {}.</source>
        <translation>{}:{} — es gibt {}.</translation>
    </message>
</context><context>
    <name>generate</name>
    <message>
        <source>Write anew: {}</source>
        <translation>Neu schreiben: {}</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Write again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Skip the others</source>
        <translation>Übrige auslassen</translation>
    </message>
    <message>
        <source>The captioner writes</source>
        <translation>Der Textgenerator schreibt</translation>
    </message>
    <message>
        <source>Stands now</source>
        <translation>Bisher</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message numerus="yes">
        <source>Next (%Ln waiting)</source>
        <translation>
            <numerusform>Weiter (%Ln wartet)</numerusform>
            <numerusform>Weiter (%Ln warten)</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The runner begins …</source>
        <translation>Der Runner beginnt …</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>as it stands</source>
        <translation>wie bisher</translation>
    </message>
    <message numerus="yes">
        <source>Take over %n text(s)</source>
        <translation>
            <numerusform>%n Text übernehmen</numerusform>
            <numerusform>%n Texte übernehmen</numerusform>
        </translation>
    </message>
    <message>
        <source>{} has written new texts for {}.</source>
        <translation>{} hat neue Texte für {} geschrieben.</translation>
    </message>
    <message>
        <source>Took over {} of {}.</source>
        <translation>Übernommen: {} von {}.</translation>
    </message>
</context><context>
    <name>generating</name>
    <message>
        <source>{} has nothing to write from. Give the photo a subject (4), then have it write again.</source>
        <translation>{} hat nichts, wonach sich schreiben ließe. Geben Sie dem Foto ein Motiv (4), dann lassen Sie noch einmal schreiben.</translation>
    </message>
    <message>
        <source>{} says what stands already. Write again, or give the photo a subject or a location to go by.</source>
        <translation>{} sagt, was schon dasteht. Lassen Sie noch einmal schreiben, oder geben Sie dem Foto ein Motiv oder einen Ort als Anhalt.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Angehalten. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The captioner broke off (code {}). Nothing was changed; the run's own texts and yours are all there.</source>
        <translation>Der Textgenerator ist abgebrochen (Code {}). Nichts wurde geändert; die Texte des Laufs und Ihre sind alle da.</translation>
    </message>
</context><context>
    <name>history</name>
    <message>
        <source>What the model wrote first, against what stands now</source>
        <translation>Was das Modell zuerst schrieb, gegen das, was jetzt gilt</translation>
    </message>
    <message>
        <source>By people</source>
        <translation>Von Menschen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln Token</numerusform>
            <numerusform>%Ln Token</numerusform>
        </translation>
    </message>
    <message>
        <source>written anew</source>
        <translation>neu geschrieben</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>{} (undo/redo)</source>
        <translation>{} (rückgängig/wiederholt)</translation>
    </message>
    <message>
        <source>reverted the {} to the run's text</source>
        <translation>{} auf den Text des Laufs zurückgesetzt</translation>
    </message>
    <message>
        <source>used the regenerated {}: {}</source>
        <translation>{} neu erzeugt übernommen: {}</translation>
    </message>
    <message>
        <source>edited the {}: {}</source>
        <translation>{} bearbeitet: {}</translation>
    </message>
    <message>
        <source>approved the photo</source>
        <translation>Foto freigegeben</translation>
    </message>
    <message>
        <source>rejected the photo</source>
        <translation>Foto abgelehnt</translation>
    </message>
    <message>
        <source>cleared the decision about the photo</source>
        <translation>Entscheidung über das Foto aufgehoben</translation>
    </message>
    <message>
        <source>approved the {}</source>
        <translation>{} freigegeben</translation>
    </message>
    <message>
        <source>rejected the {}</source>
        <translation>{} abgelehnt</translation>
    </message>
    <message>
        <source>cleared the decision about the {}</source>
        <translation>Entscheidung aufgehoben: {}</translation>
    </message>
</context><context>
    <name>keyword_field</name>
    <message>
        <source>Keyword {}; Delete removes it</source>
        <translation>Stichwort {}; Entf entfernt es</translation>
    </message>
    <message>
        <source>Add a keyword …</source>
        <translation>Stichwort hinzufügen …</translation>
    </message>
    <message>
        <source>Add a keyword</source>
        <translation>Stichwort hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>%n keyword(s)</source>
        <translation>
            <numerusform>%n Stichwort</numerusform>
            <numerusform>%n Stichwörter</numerusform>
        </translation>
    </message>
</context><context>
    <name>language</name>
    <message>
        <source>{}%</source>
        <translation>{} %</translation>
    </message>
    <message>
        <source>%Y-%m-%d %H:%M:%S</source>
        <translation>%d.%m.%Y %H:%M:%S</translation>
    </message>
    <message>
        <source>%Y-%m-%d %H:%M</source>
        <translation>%d.%m.%Y %H:%M</translation>
    </message>
</context><context>
    <name>operations</name>
    <message>
        <source>This failed by a defect of the program: {}: {}</source>
        <translation>Das ist an einem Fehler des Programms gescheitert: {}: {}</translation>
    </message>
</context><context>
    <name>overview</name>
    <message>
        <source>↑ ↓ and Enter open a group. O comes back here, G shows all photos, F1 all keys.</source>
        <translation>↑ ↓ und Eingabe öffnen eine Gruppe. O führt hierher zurück, G zeigt alle Fotos, F1 alle Tasten.</translation>
    </message>
    <message>
        <source>What needs attention</source>
        <translation>Was Aufmerksamkeit braucht</translation>
    </message>
    <message numerus="yes">
        <source>{}: %Ln photo(s), {} decided</source>
        <translation>
            <numerusform>{}: %Ln Foto, {} entschieden</numerusform>
            <numerusform>{}: %Ln Fotos, {} entschieden</numerusform>
        </translation>
    </message>
    <message>
        <source>Run {}. Nothing is published without your approval.</source>
        <translation>Lauf {}. Nichts wird ohne Ihre Freigabe veröffentlicht.</translation>
    </message>
    <message>
        <source>Run {} did not come to its end: these photos are ready.</source>
        <translation>Lauf {} ist nicht zu Ende gekommen: Diese Fotos sind fertig.</translation>
    </message>
    <message>
        <source>Run {} is still going: these photos are ready so far.</source>
        <translation>Lauf {} ist noch unterwegs: Diese Fotos sind bisher fertig.</translation>
    </message>
    <message>
        <source>They can be edited and rejected; when the run has ended and named them, they can be approved.</source>
        <translation>Sie können bearbeitet und abgelehnt werden; freigegeben werden sie, wenn der Lauf zu Ende ist und sie benannt hat.</translation>
    </message>
</context><context>
    <name>panel</name>
    <message>
        <source>Evidence</source>
        <translation>Belege</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Texts, evidence, history</source>
        <translation>Texte, Belege, Verlauf</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>No photo</source>
        <translation>Kein Foto</translation>
    </message>
    <message>
        <source>Nothing fits this filter. Ctrl+Shift+F shows all photos.</source>
        <translation>Auf diesen Filter passt nichts. Strg+Umschalt+F zeigt alle Fotos.</translation>
    </message>
    <message numerus="yes">
        <source>{} and %Ln more photo(s)</source>
        <translation>
            <numerusform>{} und %Ln weiteres Foto</numerusform>
            <numerusform>{} und %Ln weitere Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source> by {}</source>
        <translation> von {}</translation>
    </message>
    <message>
        <source>{} rejected by {}, {}</source>
        <translation>{} abgelehnt von {}, {}</translation>
    </message>
    <message>
        <source>mended by hand: ready to approve</source>
        <translation>von Hand korrigiert: kann freigegeben werden</translation>
    </message>
</context><context>
    <name>photo_card</name>
    <message>
        <source>no picture</source>
        <translation>kein Bild</translation>
    </message>
</context><context>
    <name>photo_list</name>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Film strip</source>
        <translation>Filmstreifen</translation>
    </message>
</context><context>
    <name>photo_model</name>
    <message>
        <source>best of its series</source>
        <translation>Serienbestes</translation>
    </message>
</context><context>
    <name>picture</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>The original cannot be decoded here: this is its preview.</source>
        <translation>Das Original lässt sich hier nicht lesen: Dies ist seine Vorschau.</translation>
    </message>
    <message>
        <source>The original is no longer where the run found it: this is its preview.</source>
        <translation>Das Original ist nicht mehr, wo der Lauf es fand: Dies ist seine Vorschau.</translation>
    </message>
    <message>
        <source>Reading the original …</source>
        <translation>Das Original wird gelesen …</translation>
    </message>
    <message>
        <source>There is no picture of this photo.</source>
        <translation>Von diesem Foto gibt es kein Bild.</translation>
    </message>
</context><context>
    <name>progress</name>
    <message>
        <source>Decided photos</source>
        <translation>Entschiedene Fotos</translation>
    </message>
    <message>
        <source>Last message</source>
        <translation>Letzte Meldung</translation>
    </message>
    <message>
        <source>{} of {} decided</source>
        <translation>{} von {} entschieden</translation>
    </message>
    <message>
        <source>{} a minute</source>
        <translation>{} je Minute</translation>
    </message>
    <message>
        <source>{} left</source>
        <translation>noch {}</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>weniger als eine Minute</translation>
    </message>
</context><context>
    <name>publish</name>
    <message>
        <source>Take back photos of {}</source>
        <translation>Fotos von {} zurückziehen</translation>
    </message>
    <message>
        <source>Publish {}</source>
        <translation>{} veröffentlichen</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichen</translation>
    </message>
    <message>
        <source>Plan again</source>
        <translation>Neu planen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Further options</source>
        <translation>Weitere Optionen</translation>
    </message>
    <message>
        <source>Publish plan</source>
        <translation>Veröffentlichungsplan</translation>
    </message>
    <message>
        <source>Published photos</source>
        <translation>Veröffentlichte Fotos</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Other options: plan again.</source>
        <translation>Andere Optionen: Planen Sie neu.</translation>
    </message>
    <message>
        <source>The runner compares what is approved with the target …</source>
        <translation>Der Runner vergleicht das Freigegebene mit dem Ziel …</translation>
    </message>
    <message>
        <source>It is still at work. Stop it first, or leave it open and go on reviewing.</source>
        <translation>Es wird noch gearbeitet. Halten Sie es erst an, oder lassen Sie es offen und sehen Sie weiter durch.</translation>
    </message>
    <message>
        <source>Publishing to {} …</source>
        <translation>Veröffentliche nach {} …</translation>
    </message>
    <message>
        <source>Taking back from {} …</source>
        <translation>Ziehe von {} zurück …</translation>
    </message>
    <message>
        <source>Stopping: what is under way is brought to an end. Once more kills it.</source>
        <translation>Wird angehalten: Was unterwegs ist, wird zu Ende gebracht. Noch einmal bricht es ab.</translation>
    </message>
    <message>
        <source>None of these photos stands at {}.</source>
        <translation>Keines dieser Fotos steht bei {}.</translation>
    </message>
    <message numerus="yes">
        <source>Publish %Ln to {}</source>
        <translation>
            <numerusform>%Ln nach {} veröffentlichen</numerusform>
            <numerusform>%Ln nach {} veröffentlichen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take back %Ln from {}</source>
        <translation>
            <numerusform>%Ln von {} zurückziehen</numerusform>
            <numerusform>%Ln von {} zurückziehen</numerusform>
        </translation>
    </message>
    <message>
        <source>Something was changed meanwhile: plan again.</source>
        <translation>Inzwischen wurde etwas geändert: Planen Sie neu.</translation>
    </message>
    <message>
        <source>There is nothing to publish.</source>
        <translation>Es gibt nichts zu veröffentlichen.</translation>
    </message>
    <message>
        <source>This is the plan. Nothing is changed until you press the first button.</source>
        <translation>Das ist der Plan. Nichts ändert sich, bevor Sie den ersten Knopf drücken.</translation>
    </message>
    <message>
        <source>New there</source>
        <translation>Dort neu</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Renamed or moved</source>
        <translation>Umbenannt oder verschoben</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Zurückgezogen</translation>
    </message>
    <message>
        <source>Begun once and approved no longer: its rest is removed</source>
        <translation>Einmal begonnen und nicht mehr freigegeben: Der Rest wird entfernt</translation>
    </message>
    <message>
        <source>Stands there already</source>
        <translation>Steht dort schon</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Changed there by someone else: left alone; publish.force=true overwrites it</source>
        <translation>Dort von jemand anderem geändert: bleibt unberührt; publish.force=true überschreibt es</translation>
    </message>
    <message>
        <source>Without a name of its own: left alone</source>
        <translation>Ohne eigenen Namen: bleibt unberührt</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>Bericht öffnen</translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation>
            <numerusform>… und %Ln weiteres</numerusform>
            <numerusform>… und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>; what was published stands as it is</source>
        <translation>; was veröffentlicht ist, bleibt, wie es ist</translation>
    </message>
    <message>
        <source>same texts, other files or columns</source>
        <translation>gleiche Texte, andere Dateien oder Spalten</translation>
    </message>
</context><context>
    <name>publishing</name>
    <message>
        <source>The set {} has no finished run yet: photos get their file names at its end.</source>
        <translation>Das Set {} hat noch keinen fertigen Lauf: Ihre Dateinamen bekommen die Fotos an dessen Ende.</translation>
    </message>
    <message>
        <source>The newest run of the set is {0}, and publishing goes by that one. Open it: reviewer {0}</source>
        <translation>Der neueste Lauf des Sets ist {0}, und nach ihm richtet sich das Veröffentlichen. So öffnen Sie ihn: reviewer {0}</translation>
    </message>
    <message>
        <source>{}: {}. Options are written publish.option=value, with spaces between.</source>
        <translation>{}: {}. Optionen schreibt man publish.option=wert, mit Leerzeichen dazwischen.</translation>
    </message>
    <message>
        <source>The runner named no report.</source>
        <translation>Der Runner hat keinen Bericht genannt.</translation>
    </message>
    <message>
        <source>Look into runner.log of its newest run.</source>
        <translation>Sehen Sie in runner.log seines neuesten Laufs nach.</translation>
    </message>
    <message>
        <source>They are taken back from {}. Only a newer approval publishes them again.</source>
        <translation>Sie sind von {} zurückgezogen. Nur eine neuere Freigabe veröffentlicht sie wieder.</translation>
    </message>
    <message>
        <source>What is done is kept; publish again, and it goes on from there.</source>
        <translation>Was getan ist, bleibt; beim nächsten Veröffentlichen geht es dort weiter.</translation>
    </message>
    <message>
        <source>The publish broke off (code {}). {}</source>
        <translation>Das Veröffentlichen ist abgebrochen (Code {}). {}</translation>
    </message>
    <message>
        <source>Everything that may go stands at {}.</source>
        <translation>Alles, was veröffentlicht werden darf, steht bei {}.</translation>
    </message>
    <message>
        <source>Not everything stands at {}. {}</source>
        <translation>Noch nicht alles steht bei {}. {}</translation>
    </message>
    <message>
        <source>The options are wrong. Nothing was changed.</source>
        <translation>Die Optionen sind falsch. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The target {} or this machine is not ready for it.</source>
        <translation>Das Ziel {} oder dieser Rechner ist dafür nicht bereit.</translation>
    </message>
    <message>
        <source>Stopped. {}</source>
        <translation>Angehalten. {}</translation>
    </message>
</context><context>
    <name>query</name>
    <message>
        <source>There is a ) without its (.</source>
        <translation>Da ist eine ) ohne ihre (.</translation>
    </message>
    <message>
        <source>This cannot be read: {}</source>
        <translation>Das lässt sich nicht lesen: {}</translation>
    </message>
    <message>
        <source>What after {}: ?</source>
        <translation>Was soll nach {}: stehen?</translation>
    </message>
    <message>
        <source>There is a ( without its ).</source>
        <translation>Da ist eine ( ohne ihre ).</translation>
    </message>
    <message>
        <source>A condition is missing beside AND, OR, NOT or inside ( ).</source>
        <translation>Neben AND, OR, NOT oder in ( ) fehlt eine Bedingung.</translation>
    </message>
</context><context>
    <name>quoted</name>
    <message>
        <source>action conflict</source>
        <translation>widersprüchliche Handlung</translation>
    </message>
    <message>
        <source>banned terms</source>
        <translation>verbotene Begriffe</translation>
    </message>
    <message>
        <source>caption is alt</source>
        <translation>Alternativtext gleich Bildunterschrift</translation>
    </message>
    <message>
        <source>category leak</source>
        <translation>Kategorie im Text</translation>
    </message>
    <message>
        <source>collapsed</source>
        <translation>nichtssagende Bildunterschrift</translation>
    </message>
    <message>
        <source>colour keywords</source>
        <translation>Farbe als Stichwort</translation>
    </message>
    <message>
        <source>contradiction</source>
        <translation>Widerspruch zu den Quellen</translation>
    </message>
    <message>
        <source>control tokens</source>
        <translation>Steuerzeichen</translation>
    </message>
    <message>
        <source>controlled keywords</source>
        <translation>Stichwort außerhalb des Vokabulars</translation>
    </message>
    <message>
        <source>duplicate alt text</source>
        <translation>doppelter Alternativtext</translation>
    </message>
    <message>
        <source>duplicate caption</source>
        <translation>doppelte Bildunterschrift</translation>
    </message>
    <message>
        <source>duplicate keywords</source>
        <translation>doppelte Stichwörter</translation>
    </message>
    <message>
        <source>duplicates</source>
        <translation>Doppelte Texte</translation>
    </message>
    <message>
        <source>example copy</source>
        <translation>aus dem Beispiel abgeschrieben</translation>
    </message>
    <message>
        <source>file name leak</source>
        <translation>Dateiname im Text</translation>
    </message>
    <message>
        <source>fluff</source>
        <translation>Schwärmerei</translation>
    </message>
    <message>
        <source>foreign language</source>
        <translation>fremde Sprache</translation>
    </message>
    <message>
        <source>foreign script</source>
        <translation>fremde Schrift</translation>
    </message>
    <message>
        <source>gear words</source>
        <translation>Kameratechnik im Text</translation>
    </message>
    <message>
        <source>image of</source>
        <translation>„Bild von“ am Anfang</translation>
    </message>
    <message>
        <source>instructions</source>
        <translation>Anweisungen im Text</translation>
    </message>
    <message>
        <source>invented</source>
        <translation>Erfundenes</translation>
    </message>
    <message>
        <source>keyword count</source>
        <translation>Zahl der Stichwörter</translation>
    </message>
    <message>
        <source>keyword count advice</source>
        <translation>Zahl der Stichwörter (Rat)</translation>
    </message>
    <message>
        <source>keyword duplicates</source>
        <translation>Stichwort zweimal</translation>
    </message>
    <message>
        <source>keyword shape</source>
        <translation>Form der Stichwörter</translation>
    </message>
    <message>
        <source>keywords without location</source>
        <translation>Stichwörter ohne Ort</translation>
    </message>
    <message>
        <source>keywords without subject</source>
        <translation>Stichwörter ohne Motiv</translation>
    </message>
    <message>
        <source>length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>length advice</source>
        <translation>Länge (Rat)</translation>
    </message>
    <message>
        <source>location missing</source>
        <translation>Ort fehlt</translation>
    </message>
    <message>
        <source>markup</source>
        <translation>Auszeichnung</translation>
    </message>
    <message>
        <source>meta words</source>
        <translation>Worte über das Foto</translation>
    </message>
    <message>
        <source>misplaced colour</source>
        <translation>Farbe am falschen Ding</translation>
    </message>
    <message>
        <source>preferred terms</source>
        <translation>bevorzugte Begriffe</translation>
    </message>
    <message>
        <source>presence</source>
        <translation>Text fehlt</translation>
    </message>
    <message>
        <source>registration</source>
        <translation>Luftfahrzeugkennzeichen</translation>
    </message>
    <message>
        <source>repetition</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>required terms</source>
        <translation>Pflichtbegriff fehlt</translation>
    </message>
    <message>
        <source>sentence</source>
        <translation>Satzform</translation>
    </message>
    <message>
        <source>series facts</source>
        <translation>Widerspruch zur Serie</translation>
    </message>
    <message>
        <source>shell</source>
        <translation>Schablone</translation>
    </message>
    <message>
        <source>subject missing</source>
        <translation>Motiv fehlt</translation>
    </message>
    <message>
        <source>term case</source>
        <translation>Schreibweise eines Begriffs</translation>
    </message>
    <message>
        <source>time conflict</source>
        <translation>falsche Zeit</translation>
    </message>
    <message>
        <source>uncertainty</source>
        <translation>Vermutung</translation>
    </message>
    <message>
        <source>ungrounded keyword</source>
        <translation>Stichwort ohne Quelle</translation>
    </message>
    <message>
        <source>ungrounded name</source>
        <translation>Name ohne Quelle</translation>
    </message>
    <message>
        <source>ungrounded number</source>
        <translation>Zahl ohne Quelle</translation>
    </message>
    <message>
        <source>ungrounded scene</source>
        <translation>Szene ohne Quelle</translation>
    </message>
    <message>
        <source>ungrounded term</source>
        <translation>Begriff ohne Quelle</translation>
    </message>
    <message>
        <source>unread language</source>
        <translation>Sprache ohne Prüfung</translation>
    </message>
    <message>
        <source>word salad</source>
        <translation>Wortliste statt Satz</translation>
    </message>
    <message>
        <source>Caption and alt text that say opposite things of the same subject: flying and sitting.</source>
        <translation>Bildunterschrift und Alternativtext sagen Gegensätzliches vom selben Motiv: fliegend und sitzend.</translation>
    </message>
    <message>
        <source>A term that the set bans.</source>
        <translation>Ein Begriff, den das Set verbietet.</translation>
    </message>
    <message>
        <source>An alt text that repeats the caption instead of describing what is to be seen.</source>
        <translation>Ein Alternativtext, der die Bildunterschrift wiederholt, statt zu beschreiben, was zu sehen ist.</translation>
    </message>
    <message>
        <source>The set's category, or a word of a topic that the photo does not belong to.</source>
        <translation>Die Kategorie des Sets, oder ein Wort eines Themas, zu dem das Foto nicht gehört.</translation>
    </message>
    <message>
        <source>A caption that is only the subject, only the place, or the name of the file.</source>
        <translation>Eine Bildunterschrift, die nur aus dem Motiv, dem Ort oder dem Dateinamen besteht.</translation>
    </message>
    <message>
        <source>A keyword that is nothing but a colour.</source>
        <translation>Ein Stichwort, das nur eine Farbe ist.</translation>
    </message>
    <message>
        <source>A thing that the sources call by the name of another of its kind.</source>
        <translation>Ein Ding, das die Quellen anders nennen.</translation>
    </message>
    <message>
        <source>A control token of a language model, or a character that cannot be seen.</source>
        <translation>Ein Steuerzeichen eines Sprachmodells oder ein unsichtbares Zeichen.</translation>
    </message>
    <message>
        <source>A keyword that is not in the controlled vocabulary, or not written as it is there.</source>
        <translation>Ein Stichwort, das nicht im kontrollierten Vokabular steht oder dort anders geschrieben ist.</translation>
    </message>
    <message>
        <source>A word of the prompt's worked examples that no source has.</source>
        <translation>Ein Wort aus den Beispielen der Anweisung, das keine Quelle hat.</translation>
    </message>
    <message>
        <source>A name that a camera gave to a file, or a part of the photo's own file name.</source>
        <translation>Ein Name, den eine Kamera einer Datei gab, oder ein Teil des Dateinamens.</translation>
    </message>
    <message>
        <source>Praise and mood that nobody can see in the photo.</source>
        <translation>Lob und Stimmung, die niemand auf dem Foto sehen kann.</translation>
    </message>
    <message>
        <source>A text in another language.</source>
        <translation>Ein Text in einer anderen Sprache.</translation>
    </message>
    <message>
        <source>Letters of a script in which the language of the texts is not written.</source>
        <translation>Buchstaben einer Schrift, in der die Sprache der Texte nicht geschrieben wird.</translation>
    </message>
    <message>
        <source>The camera, the lens or a setting with which the photo was taken.</source>
        <translation>Die Kamera, das Objektiv oder eine Einstellung der Aufnahme.</translation>
    </message>
    <message>
        <source>A text that begins with "image of" or "this photo shows"; the first is a warning in a person's caption.</source>
        <translation>Ein Text, der mit „Bild von“ oder „Dieses Foto zeigt“ beginnt; Ersteres ist in der Bildunterschrift eines Menschen eine Warnung.</translation>
    </message>
    <message>
        <source>An instruction, or talk about the task instead of the text.</source>
        <translation>Eine Anweisung, oder Gerede über die Aufgabe statt des Textes.</translation>
    </message>
    <message>
        <source>A word that a captioner without the picture was not told; numbers have a rule of their own.</source>
        <translation>Ein Wort, das einem Textgenerator ohne Bild niemand gesagt hat; für Zahlen gibt es eine eigene Regel.</translation>
    </message>
    <message>
        <source>So few or so many keywords that a search does not work.</source>
        <translation>So wenige oder so viele Stichwörter, dass eine Suche nicht gelingt.</translation>
    </message>
    <message>
        <source>Fewer or more keywords than is good for a search.</source>
        <translation>Weniger oder mehr Stichwörter, als einer Suche guttut.</translation>
    </message>
    <message>
        <source>A keyword that is there already, in another case, number or spelling with a hyphen.</source>
        <translation>Ein Stichwort, das schon dasteht, nur anders geschrieben oder gebeugt.</translation>
    </message>
    <message>
        <source>A keyword that is a sentence, a list, or too long.</source>
        <translation>Ein Stichwort, das ein Satz, eine Liste oder zu lang ist.</translation>
    </message>
    <message>
        <source>Keywords of which none names a part of the location.</source>
        <translation>Stichwörter, von denen keines einen Teil des Ortes nennt.</translation>
    </message>
    <message>
        <source>Keywords of which none names the subject.</source>
        <translation>Stichwörter, von denen keines das Motiv nennt.</translation>
    </message>
    <message>
        <source>A caption or alt text that is far too short or too long.</source>
        <translation>Eine Bildunterschrift oder ein Alternativtext, viel zu kurz oder zu lang.</translation>
    </message>
    <message>
        <source>A caption or alt text that is shorter or longer than is good for its purpose.</source>
        <translation>Eine Bildunterschrift oder ein Alternativtext, kürzer oder länger, als es dem Zweck dient.</translation>
    </message>
    <message>
        <source>A text that names no part of the location.</source>
        <translation>Ein Text, der keinen Teil des Ortes nennt.</translation>
    </message>
    <message>
        <source>Markdown, HTML or JSON.</source>
        <translation>Markdown, HTML oder JSON.</translation>
    </message>
    <message>
        <source>A word about the photo instead of what it shows.</source>
        <translation>Ein Wort über das Foto statt über das, was es zeigt.</translation>
    </message>
    <message>
        <source>A colour of the whole picture that a captioner without the picture gives to a thing in it.</source>
        <translation>Eine Farbe des ganzen Bildes, die ein Textgenerator ohne Bild einem Ding darin gibt.</translation>
    </message>
    <message>
        <source>A term for which the set prefers another.</source>
        <translation>Ein Begriff, für den das Set einen anderen vorzieht.</translation>
    </message>
    <message>
        <source>A caption, alt text or list of keywords that is missing or blank.</source>
        <translation>Bildunterschrift, Alternativtext oder Stichwörter fehlen oder sind leer.</translation>
    </message>
    <message>
        <source>A registration mark of no state or of a wrong form (ICAO Annex 7), or one that no source gives.</source>
        <translation>Ein Luftfahrzeugkennzeichen ohne Staat oder in falscher Form (ICAO Annex 7), oder eines, das keine Quelle nennt.</translation>
    </message>
    <message>
        <source>The same word or pair of words again and again in one text, or a word twice in a row.</source>
        <translation>Dasselbe Wort oder Wortpaar immer wieder in einem Text, oder ein Wort zweimal hintereinander.</translation>
    </message>
    <message>
        <source>A field without a term that the set requires.</source>
        <translation>Ein Feld ohne einen Begriff, den das Set verlangt.</translation>
    </message>
    <message>
        <source>A text that does not begin with a capital, does not end with a full stop, or is in capitals.</source>
        <translation>Ein Text, der nicht mit Großbuchstaben beginnt, nicht mit einem Punkt endet oder ganz in Großbuchstaben steht.</translation>
    </message>
    <message>
        <source>A sentence that would fit any photo, or a template with a part that was not filled in.</source>
        <translation>Ein Satz, der auf jedes Foto passt, oder eine Schablone mit einer Lücke.</translation>
    </message>
    <message>
        <source>A text that does not name the subject, not even by its head noun or its kind; of a person's texts one has to.</source>
        <translation>Ein Text, der das Motiv nicht nennt, nicht einmal seiner Art nach; von den Texten eines Menschen muss es einer tun.</translation>
    </message>
    <message>
        <source>A known term in the wrong case.</source>
        <translation>Ein bekannter Begriff, falsch groß- oder kleingeschrieben.</translation>
    </message>
    <message>
        <source>A time of day, season, month, weekday or year that is not the one in which the photo was taken.</source>
        <translation>Tageszeit, Jahreszeit, Monat, Wochentag oder Jahr, in denen das Foto nicht aufgenommen wurde.</translation>
    </message>
    <message>
        <source>A word that says the writer is guessing.</source>
        <translation>Ein Wort, das verrät, dass geraten wird.</translation>
    </message>
    <message>
        <source>A keyword that no source supports; that it is in the caption is no support.</source>
        <translation>Ein Stichwort, das keine Quelle stützt; dass es in der Bildunterschrift steht, zählt nicht.</translation>
    </message>
    <message>
        <source>A proper name that no source gives.</source>
        <translation>Ein Eigenname, den keine Quelle nennt.</translation>
    </message>
    <message>
        <source>A number that no source gives.</source>
        <translation>Eine Zahl, die keine Quelle nennt.</translation>
    </message>
    <message>
        <source>A scene word, such as mountain, beach or street, that no source says or implies; only a warning to who saw it.</source>
        <translation>Ein Wort für eine Szene wie Berg, Strand oder Straße, das keine Quelle nennt oder nahelegt; nur eine Warnung, wo das Bild gesehen wurde.</translation>
    </message>
    <message>
        <source>A species or type that no source names, or more precise than its evidence; a group is a warning to who saw it.</source>
        <translation>Eine Art oder ein Typ, den keine Quelle nennt, oder genauer als belegt; eine Gruppe ist nur eine Warnung, wo das Bild gesehen wurde.</translation>
    </message>
    <message>
        <source>A captioner's text in a language in which nothing checks what it claims; a person has to read it.</source>
        <translation>Ein generierter Text in einer Sprache, in der nichts prüft, was er behauptet; ein Mensch muss ihn lesen.</translation>
    </message>
    <message>
        <source>A captioner's text that is a list of words instead of a sentence.</source>
        <translation>Ein generierter Text, der eine Wortliste statt eines Satzes ist.</translation>
    </message>
    <message>
        <source>There is no caption; write one.</source>
        <translation>Es gibt keine Bildunterschrift; schreiben Sie eine.</translation>
    </message>
    <message>
        <source>There is no alt text; write one.</source>
        <translation>Es gibt keinen Alternativtext; schreiben Sie einen.</translation>
    </message>
    <message>
        <source>There are no keywords; add some.</source>
        <translation>Es gibt keine Stichwörter; fügen Sie welche hinzu.</translation>
    </message>
    <message>
        <source>{} No source names the subject: say what the photo shows with set.subject=… or a title in the file.</source>
        <translation>{} Keine Quelle nennt das Motiv: Sagen Sie mit set.subject=… oder einem Titel in der Datei, was das Foto zeigt.</translation>
    </message>
    <message>
        <source>The caption says '{}', the alt text '{}'; only one can be true.</source>
        <translation>Die Bildunterschrift sagt „{}“, der Alternativtext „{}“; nur eines kann stimmen.</translation>
    </message>
    <message>
        <source>The alt text repeats the caption; describe what is to be seen.</source>
        <translation>Der Alternativtext wiederholt die Bildunterschrift; beschreiben Sie, was zu sehen ist.</translation>
    </message>
    <message>
        <source>'{}' is how the set is filed, not what the photo shows.</source>
        <translation>Unter „{}“ ist das Set abgelegt; es ist nicht, was das Foto zeigt.</translation>
    </message>
    <message>
        <source>No source says that the photo is about {}: leave it out.</source>
        <translation>Keine Quelle sagt, dass es auf dem Foto um {} geht: Lassen Sie es weg.</translation>
    </message>
    <message>
        <source>The caption is only the {}; say what, where and when.</source>
        <translation>Die Bildunterschrift sagt nicht mehr als das Feld {}; sagen Sie was, wo und wann.</translation>
    </message>
    <message>
        <source>The caption is only the file's name; write a sentence.</source>
        <translation>Die Bildunterschrift ist nur der Name der Datei; schreiben Sie einen Satz.</translation>
    </message>
    <message>
        <source>'{}' is only a colour; name what has it.</source>
        <translation>„{}“ ist nur eine Farbe; nennen Sie, was sie hat.</translation>
    </message>
    <message>
        <source>The sources say '{}', not '{}'.</source>
        <translation>Die Quellen sagen „{}“, nicht „{}“.</translation>
    </message>
    <message>
        <source>The sources say {}, not '{}'.</source>
        <translation>Die Quellen sagen {}, nicht „{}“.</translation>
    </message>
    <message>
        <source>No source says when the photo was taken; leave out '{}'.</source>
        <translation>Keine Quelle sagt, wann das Foto aufgenommen wurde; lassen Sie „{}“ weg.</translation>
    </message>
    <message>
        <source>The photo was taken in {}, not in {}.</source>
        <translation>Das Foto wurde {} aufgenommen, nicht {}.</translation>
    </message>
    <message>
        <source>'{}' is copied from an example in the prompt.</source>
        <translation>„{}“ ist aus einem Beispiel der Anweisung abgeschrieben.</translation>
    </message>
    <message>
        <source>'{}' is a file's name; leave it out.</source>
        <translation>„{}“ ist der Name einer Datei; lassen Sie ihn weg.</translation>
    </message>
    <message>
        <source>'{}' praises; say what there is to see.</source>
        <translation>„{}“ lobt; sagen Sie, was zu sehen ist.</translation>
    </message>
    <message>
        <source>'{}' is about the camera; say what the photo shows.</source>
        <translation>„{}“ handelt von der Kamera; sagen Sie, was das Foto zeigt.</translation>
    </message>
    <message>
        <source>No source says '{}', and the captioner did not see the photo.</source>
        <translation>Keine Quelle sagt „{}“, und der Textgenerator hat das Foto nicht gesehen.</translation>
    </message>
    <message>
        <source>There is 1 keyword; write at least {}.</source>
        <translation>Es gibt 1 Stichwort; schreiben Sie mindestens {}.</translation>
    </message>
    <message>
        <source>There are {} keywords; write at least {}.</source>
        <translation>Es gibt {} Stichwörter; schreiben Sie mindestens {}.</translation>
    </message>
    <message>
        <source>There is 1 keyword; keep the best {}.</source>
        <translation>Es gibt 1 Stichwort; behalten Sie die besten {}.</translation>
    </message>
    <message>
        <source>There are {} keywords; keep the best {}.</source>
        <translation>Es gibt {} Stichwörter; behalten Sie die besten {}.</translation>
    </message>
    <message>
        <source>The keyword '{}' repeats '{}'; keep one.</source>
        <translation>Das Stichwort „{}“ wiederholt „{}“; behalten Sie eines.</translation>
    </message>
    <message>
        <source>The keyword '{}' has {} words, more than {}; use a search term.</source>
        <translation>Das Stichwort „{}“ hat {} Wörter, mehr als {}; nehmen Sie einen Suchbegriff.</translation>
    </message>
    <message>
        <source>The keyword '{}' has {} bytes, more than {}; use a search term.</source>
        <translation>Das Stichwort „{}“ hat {} Bytes, mehr als {}; nehmen Sie einen Suchbegriff.</translation>
    </message>
    <message>
        <source>The keyword '{}' says nothing; use a search term.</source>
        <translation>Das Stichwort „{}“ sagt nichts; nehmen Sie einen Suchbegriff.</translation>
    </message>
    <message>
        <source>The keyword '{}' holds '{}'; use a search term.</source>
        <translation>Das Stichwort „{}“ enthält „{}“; nehmen Sie einen Suchbegriff.</translation>
    </message>
    <message>
        <source>'{}' is not in the controlled vocabulary; choose a term of it.</source>
        <translation>„{}“ steht nicht im kontrollierten Vokabular; wählen Sie einen Begriff daraus.</translation>
    </message>
    <message>
        <source>Write '{}' instead of '{}'.</source>
        <translation>Schreiben Sie „{}“ statt „{}“.</translation>
    </message>
    <message>
        <source>The {} has 1 word, fewer than {}.</source>
        <translation>{}: 1 Wort, weniger als {}.</translation>
    </message>
    <message>
        <source>The {} has {} words, fewer than {}.</source>
        <translation>{}: {} Wörter, weniger als {}.</translation>
    </message>
    <message>
        <source>The {} has {} words, more than {}.</source>
        <translation>{}: {} Wörter, mehr als {}.</translation>
    </message>
    <message>
        <source>The {} has {} characters, more than {}.</source>
        <translation>{}: {} Zeichen, mehr als {}.</translation>
    </message>
    <message>
        <source>The {} has {} bytes, more than {}.</source>
        <translation>{}: {} Bytes, mehr als {}.</translation>
    </message>
    <message>
        <source>It does not say where: '{}'.</source>
        <translation>Der Ort fehlt: „{}“.</translation>
    </message>
    <message>
        <source>'{}' is markup; write plain text.</source>
        <translation>„{}“ ist Auszeichnung; schreiben Sie reinen Text.</translation>
    </message>
    <message>
        <source>{} comes from a wrong encoding; write the letter that was meant.</source>
        <translation>{} stammt aus einer falschen Zeichenkodierung; schreiben Sie den Buchstaben, der gemeint war.</translation>
    </message>
    <message>
        <source>{} belongs to a language model or a file format; remove it.</source>
        <translation>{} gehört zu einem Sprachmodell oder Dateiformat; entfernen Sie es.</translation>
    </message>
    <message>
        <source>'{}' is about the task; write only what the photo shows.</source>
        <translation>„{}“ handelt von der Aufgabe; schreiben Sie nur, was das Foto zeigt.</translation>
    </message>
    <message>
        <source>'{}' is about the photo; say what it shows.</source>
        <translation>„{}“ handelt vom Foto; sagen Sie, was es zeigt.</translation>
    </message>
    <message>
        <source>'{}' is a colour of the picture; no source says of what.</source>
        <translation>„{}“ ist eine Farbe des Bildes; keine Quelle sagt, wovon.</translation>
    </message>
    <message>
        <source>Begin with the subject instead of '{}'.</source>
        <translation>Beginnen Sie mit dem Motiv statt mit „{}“.</translation>
    </message>
    <message>
        <source>'{}' is a template; write about this photo.</source>
        <translation>„{}“ ist eine Schablone; schreiben Sie über dieses Foto.</translation>
    </message>
    <message>
        <source>No source gives the registration '{}'; leave it out.</source>
        <translation>Keine Quelle nennt das Kennzeichen „{}“; lassen Sie es weg.</translation>
    </message>
    <message>
        <source>No state registers aircraft under '{}'; look at '{}' again.</source>
        <translation>Kein Staat registriert Luftfahrzeuge unter „{}“; sehen Sie „{}“ noch einmal an.</translation>
    </message>
    <message>
        <source>'{}' has not the form of a mark that begins with {}; look at it again.</source>
        <translation>„{}“ hat nicht die Form eines Kennzeichens, das mit {} beginnt; sehen Sie es noch einmal an.</translation>
    </message>
    <message>
        <source>'{}' stands there {} times; say it once.</source>
        <translation>„{}“ steht {} Mal da; sagen Sie es einmal.</translation>
    </message>
    <message>
        <source>'{}' stands there twice in a row.</source>
        <translation>„{}“ steht zweimal hintereinander.</translation>
    </message>
    <message>
        <source>'{}' is in another script; write it in that of the text.</source>
        <translation>„{}“ steht in einer anderen Schrift; schreiben Sie es in der des Textes.</translation>
    </message>
    <message>
        <source>The text is in another language; write it in that of the set.</source>
        <translation>Der Text ist in einer anderen Sprache; schreiben Sie ihn in der des Sets.</translation>
    </message>
    <message>
        <source>The text does not begin with a capital.</source>
        <translation>Der Text beginnt nicht mit einem Großbuchstaben.</translation>
    </message>
    <message>
        <source>The text breaks off after '{}'.</source>
        <translation>Der Text bricht nach „{}“ ab.</translation>
    </message>
    <message>
        <source>The text does not end with a full stop.</source>
        <translation>Der Text endet nicht mit einem Punkt.</translation>
    </message>
    <message>
        <source>The text is all in capitals.</source>
        <translation>Der Text steht ganz in Großbuchstaben.</translation>
    </message>
    <message>
        <source>It does not name the subject, '{}'.</source>
        <translation>Das Motiv wird nicht genannt: „{}“.</translation>
    </message>
    <message>
        <source>None of them names the subject, '{}'.</source>
        <translation>Keines davon nennt das Motiv: „{}“.</translation>
    </message>
    <message>
        <source>None of them names a part of the location, '{}'.</source>
        <translation>Keines davon nennt einen Teil des Ortes: „{}“.</translation>
    </message>
    <message>
        <source>Nothing names the subject, '{}'.</source>
        <translation>Nichts nennt das Motiv: „{}“.</translation>
    </message>
    <message>
        <source>'{}' is required here and missing.</source>
        <translation>„{}“ wird hier verlangt und fehlt.</translation>
    </message>
    <message>
        <source>'{}' is banned in this set; leave it out.</source>
        <translation>„{}“ ist in diesem Set verboten; lassen Sie es weg.</translation>
    </message>
    <message>
        <source>'{}' is a guess; say what is certain or leave it out.</source>
        <translation>„{}“ ist eine Vermutung; sagen Sie, was sicher ist, oder lassen Sie es weg.</translation>
    </message>
    <message>
        <source>No source supports the keyword '{}'; leave it out.</source>
        <translation>Keine Quelle stützt das Stichwort „{}“; lassen Sie es weg.</translation>
    </message>
    <message>
        <source>No source gives the name '{}'; leave it out.</source>
        <translation>Keine Quelle nennt den Namen „{}“; lassen Sie ihn weg.</translation>
    </message>
    <message>
        <source>No source gives the number '{}'; leave it out.</source>
        <translation>Keine Quelle nennt die Zahl „{}“; lassen Sie sie weg.</translation>
    </message>
    <message>
        <source>No source says that '{}' is the scene; leave it out.</source>
        <translation>Keine Quelle sagt, dass „{}“ die Szene ist; lassen Sie es weg.</translation>
    </message>
    <message>
        <source>Only the captioner says that '{}' is the scene; look at the photo.</source>
        <translation>Nur der Textgenerator sagt, dass „{}“ die Szene ist; sehen Sie das Foto an.</translation>
    </message>
    <message>
        <source>Only the captioner says '{}'; look at the photo.</source>
        <translation>Nur der Textgenerator sagt „{}“; sehen Sie das Foto an.</translation>
    </message>
    <message>
        <source>The sources are not as precise as '{}'; use '{}'.</source>
        <translation>So genau wie „{}“ sind die Quellen nicht; nehmen Sie „{}“.</translation>
    </message>
    <message>
        <source>No source names '{}'; name the group that can be seen: '{}', or a broader one.</source>
        <translation>Keine Quelle nennt „{}“; nennen Sie die Gruppe, die zu sehen ist: „{}“ oder eine weitere.</translation>
    </message>
    <message>
        <source>No source says or implies '{}'; leave it out.</source>
        <translation>Keine Quelle nennt „{}“ oder legt es nahe; lassen Sie es weg.</translation>
    </message>
    <message>
        <source>No word lists for '{}': nothing checked what this claims. Read it before you approve.</source>
        <translation>Keine Wortlisten für „{}“: Nichts hat geprüft, was hier behauptet wird. Lesen Sie es vor der Freigabe.</translation>
    </message>
    <message>
        <source>It is a list of words; write a sentence.</source>
        <translation>Das ist eine Wortliste; schreiben Sie einen Satz.</translation>
    </message>
    <message>
        <source>The keywords are those of another photo that is not of its series ({}). {}</source>
        <translation>Die Stichwörter sind die eines anderen Fotos, das nicht zur Serie gehört ({}). {}</translation>
    </message>
    <message>
        <source>In its series another {} tells the same ({}). {}</source>
        <translation>In der Serie sagt ein anderes Foto dasselbe ({}, {}). {}</translation>
    </message>
    <message>
        <source>Another {} says the same already ({}). {}</source>
        <translation>Ein anderes Foto sagt schon dasselbe ({}, {}). {}</translation>
    </message>
    <message>
        <source>Another {} says nearly the same, {} % of the words, already ({}). {}</source>
        <translation>Ein anderes Foto sagt schon fast dasselbe ({}, {} % der Wörter, {}). {}</translation>
    </message>
    <message>
        <source>Name a fact that only this photo has: who or what it is, where, when, or what happens.</source>
        <translation>Nennen Sie etwas, das nur dieses Foto hat: wer oder was es ist, wo, wann, oder was geschieht.</translation>
    </message>
    <message>
        <source>Say what can be seen in this photo and not in that one.</source>
        <translation>Sagen Sie, was auf diesem Foto zu sehen ist und auf jenem nicht.</translation>
    </message>
    <message>
        <source>Leave out what this photo does not show, and name what only this one shows.</source>
        <translation>Lassen Sie weg, was dieses Foto nicht zeigt, und nennen Sie, was nur dieses zeigt.</translation>
    </message>
    <message>
        <source>{}, published at {}</source>
        <translation>{}, veröffentlicht bei {}</translation>
    </message>
    <message>
        <source>{}, waiting in the set '{}'</source>
        <translation>{}, wartet im Set „{}“</translation>
    </message>
    <message>
        <source>Its subject is '{}'; in the same series {} has '{}'. Photos of one series show the same: mend the subject that is wrong, in the file or in the reviewer.</source>
        <translation>Das Motiv ist „{}“; in derselben Serie hat {} „{}“. Fotos einer Serie zeigen dasselbe: Berichtigen Sie das falsche Motiv, in der Datei oder hier.</translation>
    </message>
    <message>
        <source>Its place is '{}'; in the same series {} has '{}'. Photos of one series show the same: mend the place that is wrong, in the file or in the reviewer.</source>
        <translation>Der Ort ist „{}“; in derselben Serie hat {} „{}“. Fotos einer Serie zeigen dasselbe: Berichtigen Sie den falschen Ort, in der Datei oder hier.</translation>
    </message>
    <message>
        <source>{} is missing</source>
        <translation>{} fehlt</translation>
    </message>
    <message>
        <source>{} are missing</source>
        <translation>{} fehlen</translation>
    </message>
    <message>
        <source>{} breaks {}</source>
        <translation>{} mit Fehler: {}</translation>
    </message>
    <message>
        <source>{} break {}</source>
        <translation>{} mit Fehler: {}</translation>
    </message>
    <message>
        <source>all tries that one field may have were used</source>
        <translation>alle Versuche, die ein Feld haben darf, sind verbraucht</translation>
    </message>
    <message>
        <source>all tries that one photo may have were used</source>
        <translation>alle Versuche, die ein Foto haben darf, sind verbraucht</translation>
    </message>
    <message>
        <source>this run has used all its tries, the next one goes on</source>
        <translation>dieser Lauf hat alle Versuche verbraucht, der nächste macht weiter</translation>
    </message>
    <message>
        <source>the captioner crashed or hung when it was asked again, the next run tries once more</source>
        <translation>der Textgenerator ist beim Nachfragen abgestürzt oder hängen geblieben, der nächste Lauf versucht es noch einmal</translation>
    </message>
    <message>
        <source>repair is off</source>
        <translation>Nachbessern ist ausgeschaltet</translation>
    </message>
    <message>
        <source>nothing says what the photo shows</source>
        <translation>nichts sagt, was das Foto zeigt</translation>
    </message>
    <message>
        <source>this captioner cannot write it any better</source>
        <translation>dieser Textgenerator kann es nicht besser</translation>
    </message>
    <message>
        <source>the texts were not checked</source>
        <translation>die Texte wurden nicht geprüft</translation>
    </message>
    <message>
        <source>the end of the file is missing; copy it again from the camera or the backup</source>
        <translation>das Ende der Datei fehlt; kopieren Sie sie noch einmal von der Kamera oder der Sicherung</translation>
    </message>
    <message>
        <source>the file is empty; copy it again from the camera or the backup</source>
        <translation>die Datei ist leer; kopieren Sie sie noch einmal von der Kamera oder der Sicherung</translation>
    </message>
    <message>
        <source>this is {}; the set takes {} (formats): convert or remove it</source>
        <translation>dies ist {}; das Set nimmt {} (formats): umwandeln oder entfernen</translation>
    </message>
    <message>
        <source>this is not a file but a folder, pipe or device; remove it from the source</source>
        <translation>dies ist keine Datei, sondern ein Ordner oder Gerät; entfernen Sie es aus der Quelle</translation>
    </message>
    <message>
        <source>the header is damaged: {}; copy the file again or remove it</source>
        <translation>der Kopf der Datei ist beschädigt: {}; kopieren Sie sie noch einmal oder entfernen Sie sie</translation>
    </message>
    <message>
        <source>the pixels are damaged: {}; copy the file again or remove it</source>
        <translation>die Bilddaten sind beschädigt: {}; kopieren Sie die Datei noch einmal oder entfernen Sie sie</translation>
    </message>
    <message>
        <source>the file cannot be read: {}; check its rights and its drive</source>
        <translation>die Datei kann nicht gelesen werden: {}; prüfen Sie Rechte und Laufwerk</translation>
    </message>
    <message>
        <source>the file has changed since the run began; start the same command again</source>
        <translation>die Datei hat sich seit Beginn des Laufs geändert; starten Sie denselben Befehl noch einmal</translation>
    </message>
    <message>
        <source>this is a HEIC picture compressed with HEVC, for which this libvips has no decoder; convert it to JPEG, or use a libvips built with libde265 in place of the package pyvips-binary</source>
        <translation>dies ist ein HEIC-Bild mit HEVC-Kompression, die dieses libvips nicht lesen kann; wandeln Sie es in JPEG um, oder nehmen Sie statt des Pakets pyvips-binary ein libvips mit libde265</translation>
    </message>
    <message>
        <source>{} pixels; the set takes photos up to {} megapixels (max_megapixels)</source>
        <translation>{} Pixel; das Set nimmt Fotos bis {} Megapixel (max_megapixels)</translation>
    </message>
    <message>
        <source>{} pixels; the set takes photos from {} (min_width, min_height) up</source>
        <translation>{} Pixel; das Set nimmt Fotos ab {} (min_width, min_height)</translation>
    </message>
    <message>
        <source>{} bytes are too few for a photo; the set takes files from {} (min_bytes) up</source>
        <translation>{} Bytes sind für ein Foto zu wenig; das Set nimmt Dateien ab {} (min_bytes)</translation>
    </message>
    <message>
        <source>the captioner gave no answer</source>
        <translation>der Textgenerator hat nicht geantwortet</translation>
    </message>
    <message>
        <source>a text file</source>
        <translation>eine Textdatei</translation>
    </message>
    <message>
        <source>{} is held by another program.</source>
        <translation>{} wird von einem anderen Programm festgehalten.</translation>
    </message>
    <message>
        <source>Wait for the other run to finish, or stop it.</source>
        <translation>Warten Sie, bis der andere Lauf fertig ist, oder halten Sie ihn an.</translation>
    </message>
    <message>
        <source>{} cannot be used: {}.</source>
        <translation>{} ist nicht zu gebrauchen: {}.</translation>
    </message>
    <message>
        <source>Check the folder's permissions and space. If the file is damaged, put a backup in its place, or move it away: the next run finds results and names again, but edits, decisions and publications are only in this file.</source>
        <translation>Prüfen Sie Rechte und Platz des Ordners. Ist die Datei beschädigt, legen Sie eine Sicherung an ihre Stelle, oder räumen Sie sie weg: Ergebnisse und Namen findet der nächste Lauf wieder, Bearbeitungen, Entscheidungen und Veröffentlichungen aber stehen nur in dieser Datei.</translation>
    </message>
    <message>
        <source>{} has schema {}, this program reads schema {}.</source>
        <translation>{} hat Schema {}, dieses Programm liest Schema {}.</translation>
    </message>
    <message>
        <source>Use the version of the program that wrote it, or another folder: paths.runs=….</source>
        <translation>Nehmen Sie die Version des Programms, die sie geschrieben hat, oder einen anderen Ordner: paths.runs=….</translation>
    </message>
    <message>
        <source>{} changed this photo meanwhile. Nothing was written: look again, then decide.</source>
        <translation>{} hat dieses Foto inzwischen geändert. Nichts wurde geschrieben: Sehen Sie noch einmal hin, dann entscheiden Sie.</translation>
    </message>
    <message>
        <source>{} changed {} of these photos meanwhile. Nothing was written: look again, then decide.</source>
        <translation>{} hat {} dieser Fotos inzwischen geändert. Nichts wurde geschrieben: Sehen Sie noch einmal hin, dann entscheiden Sie.</translation>
    </message>
    <message>
        <source>{} cannot be read: {}.</source>
        <translation>{} kann nicht gelesen werden: {}.</translation>
    </message>
    <message>
        <source>{} is of another version: {}</source>
        <translation>{} ist von einer anderen Version: {}</translation>
    </message>
    <message>
        <source>Run the set again with this version: what has not changed is reused.</source>
        <translation>Lassen Sie das Set mit dieser Version noch einmal laufen: Was sich nicht geändert hat, wird wieder verwendet.</translation>
    </message>
    <message>
        <source>Loading {} …</source>
        <translation>{} wird geladen …</translation>
    </message>
    <message>
        <source>Comparing with other photos …</source>
        <translation>Vergleich mit anderen Fotos …</translation>
    </message>
    <message>
        <source>Asking again, and saying what is wrong …</source>
        <translation>Noch einmal gefragt, mit dem, was nicht stimmt …</translation>
    </message>
    <message>
        <source>Writing …</source>
        <translation>Wird geschrieben …</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>{} did not come as far as its texts: there is nothing to write from.</source>
        <translation>{} ist nicht bis zu seinen Texten gekommen: Es gibt nichts, wonach sich schreiben ließe.</translation>
    </message>
    <message>
        <source>Run the set again; if the photo is damaged, it stays out.</source>
        <translation>Lassen Sie das Set noch einmal laufen; ist das Foto beschädigt, bleibt es draußen.</translation>
    </message>
    <message>
        <source>The graph of {} has no repair.</source>
        <translation>Der Graph von {} bessert nicht nach.</translation>
    </message>
    <message>
        <source>Run the set with a graph that has one, such as graph=prepare.</source>
        <translation>Lassen Sie das Set mit einem Graphen laufen, der es tut, etwa graph=prepare.</translation>
    </message>
    <message>
        <source>The captioner failed: {}.</source>
        <translation>Der Textgenerator ist gescheitert: {}.</translation>
    </message>
    <message>
        <source>Nothing was changed. Start the same command again, or look at the photo.</source>
        <translation>Nichts wurde geändert. Starten Sie denselben Befehl noch einmal, oder sehen Sie sich das Foto an.</translation>
    </message>
    <message>
        <source>Publishing: {} of {}</source>
        <translation>Veröffentlicht: {} von {}</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>All is done: 1 photo.</source>
        <translation>Alles getan: 1 Foto.</translation>
    </message>
    <message>
        <source>All is done: {} photos.</source>
        <translation>Alles getan: {} Fotos.</translation>
    </message>
    <message>
        <source>1 photo not done; the same command goes on from there.</source>
        <translation>1 Foto nicht erledigt; derselbe Befehl macht dort weiter.</translation>
    </message>
    <message>
        <source>{} photos not done; the same command goes on from there.</source>
        <translation>{} Fotos nicht erledigt; derselbe Befehl macht dort weiter.</translation>
    </message>
    <message>
        <source>1 photo not done.</source>
        <translation>1 Foto nicht erledigt.</translation>
    </message>
    <message>
        <source>{} photos not done.</source>
        <translation>{} Fotos nicht erledigt.</translation>
    </message>
    <message>
        <source>failed: {}</source>
        <translation>fehlgeschlagen: {}</translation>
    </message>
    <message>
        <source>rejected: {}</source>
        <translation>abgelehnt: {}</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>changed since it was approved; approve it again</source>
        <translation>seit der Freigabe geändert; geben Sie es noch einmal frei</translation>
    </message>
    <message>
        <source>not decided yet</source>
        <translation>noch nicht entschieden</translation>
    </message>
    <message>
        <source>published already as part of the set {}</source>
        <translation>schon als Teil des Sets {} veröffentlicht</translation>
    </message>
    <message>
        <source>is being taken back</source>
        <translation>wird gerade zurückgezogen</translation>
    </message>
    <message>
        <source>taken back on {}; approve it again to publish it again</source>
        <translation>zurückgezogen am {}; geben Sie es noch einmal frei, um es wieder zu veröffentlichen</translation>
    </message>
    <message>
        <source>has no {}</source>
        <translation>ohne {}</translation>
    </message>
    <message>
        <source>half changed there when its approval lapsed; approve it again, or publish.force=true takes it back</source>
        <translation>dort halb geändert, als die Freigabe erlosch; geben Sie es noch einmal frei, oder publish.force=true zieht es zurück</translation>
    </message>
    <message>
        <source>{} still belongs to photo {}, which stays there</source>
        <translation>{} gehört noch zum Foto {}, das dort bleibt</translation>
    </message>
    <message>
        <source>{} is gone</source>
        <translation>{} ist weg</translation>
    </message>
    <message>
        <source>{} has {} bytes, {} were written</source>
        <translation>{} hat {} Bytes, geschrieben wurden {}</translation>
    </message>
    <message>
        <source>{} is another file of the same size</source>
        <translation>{} ist eine andere Datei derselben Größe</translation>
    </message>
    <message>
        <source>its row was changed: {}</source>
        <translation>die Zeile wurde geändert: {}</translation>
    </message>
    <message>
        <source>a row {} is there that was not published from here</source>
        <translation>eine Zeile {} ist dort, die nicht von hier veröffentlicht wurde</translation>
    </message>
    <message>
        <source>{} is there and was not published from here</source>
        <translation>{} ist dort und wurde nicht von hier veröffentlicht</translation>
    </message>
    <message>
        <source>{} is to be photo {}'s</source>
        <translation>{} soll Foto {} bekommen</translation>
    </message>
    <message>
        <source>{} is written</source>
        <translation>{} wird geschrieben</translation>
    </message>
    <message>
        <source>{} has a caption of its own, which stays</source>
        <translation>{} hat eine eigene Bildunterschrift; sie bleibt</translation>
    </message>
    <message>
        <source>{} has an alt text of its own, which stays</source>
        <translation>{} hat einen eigenen Alternativtext; er bleibt</translation>
    </message>
    <message>
        <source>{} has a caption and an alt text of its own, which stays</source>
        <translation>{} hat eine eigene Bildunterschrift und einen eigenen Alternativtext; beide bleiben</translation>
    </message>
    <message>
        <source>{}; it is left as it is</source>
        <translation>{}; es bleibt, wie es ist</translation>
    </message>
    <message>
        <source>someone changed it there: {}</source>
        <translation>dort von jemand anderem geändert: {}</translation>
    </message>
    <message>
        <source>caption</source>
        <translation>Bildunterschrift</translation>
    </message>
    <message>
        <source>alt text</source>
        <translation>Alternativtext</translation>
    </message>
    <message>
        <source>keywords</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>file name</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>subject</source>
        <translation>Motiv</translation>
    </message>
    <message>
        <source>location</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>content hash</source>
        <translation>Prüfsumme des Inhalts</translation>
    </message>
    <message>
        <source>top</source>
        <translation>herausragend</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>average</source>
        <translation>durchschnittlich</translation>
    </message>
    <message>
        <source>low</source>
        <translation>schwach</translation>
    </message>
    <message>
        <source>very low</source>
        <translation>sehr schwach</translation>
    </message>
    <message>
        <source>sharpness</source>
        <translation>Schärfe</translation>
    </message>
    <message>
        <source>exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>composition</source>
        <translation>Bildaufbau</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>won</source>
        <translation>übernommen</translation>
    </message>
    <message>
        <source>partly</source>
        <translation>zum Teil übernommen</translation>
    </message>
    <message>
        <source>no better</source>
        <translation>nicht besser</translation>
    </message>
    <message>
        <source>same text</source>
        <translation>derselbe Text</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>unlesbar</translation>
    </message>
    <message>
        <source>captioner</source>
        <translation>Textgenerator</translation>
    </message>
    <message>
        <source>mending</source>
        <translation>Nachbessern</translation>
    </message>
    <message>
        <source>the captioner</source>
        <translation>der Textgenerator</translation>
    </message>
    <message>
        <source>human</source>
        <translation>Mensch</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>set</source>
        <translation>Set</translation>
    </message>
    <message>
        <source>exif</source>
        <translation>EXIF</translation>
    </message>
    <message>
        <source>classifier</source>
        <translation>Bilderkennung</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>vocabulary</source>
        <translation>Vokabular</translation>
    </message>
    <message>
        <source>embeddings</source>
        <translation>Bildvergleich</translation>
    </message>
    <message>
        <source>wrong type</source>
        <translation>falscher Dateityp</translation>
    </message>
    <message>
        <source>truncated</source>
        <translation>abgeschnitten</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>too small</source>
        <translation>zu klein</translation>
    </message>
    <message>
        <source>too many pixels</source>
        <translation>zu viele Pixel</translation>
    </message>
    <message>
        <source>unsupported</source>
        <translation>nicht unterstützt</translation>
    </message>
    <message>
        <source>decode</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>inference</source>
        <translation>Modell gescheitert</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>Zeit überschritten</translation>
    </message>
    <message>
        <source>internal</source>
        <translation>Fehler des Programms</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>night</source>
        <translation>Nacht</translation>
    </message>
    <message>
        <source>morning</source>
        <translation>Morgen</translation>
    </message>
    <message>
        <source>afternoon</source>
        <translation>Nachmittag</translation>
    </message>
    <message>
        <source>evening</source>
        <translation>Abend</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
</context><context>
    <name>reject</name>
    <message>
        <source>out of focus</source>
        <translation>unscharf</translation>
    </message>
    <message>
        <source>nearly the same as another</source>
        <translation>fast gleich mit einem anderen</translation>
    </message>
    <message>
        <source>badly exposed</source>
        <translation>schlecht belichtet</translation>
    </message>
    <message>
        <source>subject not recognisable</source>
        <translation>Motiv nicht zu erkennen</translation>
    </message>
    <message>
        <source>texts are wrong</source>
        <translation>Texte sind falsch</translation>
    </message>
    <message>
        <source>not for publication</source>
        <translation>nicht zur Veröffentlichung</translation>
    </message>
    <message>
        <source>Reason …</source>
        <translation>Grund …</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Alt+{}   {}</source>
        <translation>Alt+{}   {}</translation>
    </message>
</context><context>
    <name>replace</name>
    <message numerus="yes">
        <source>Find and replace in %Ln photo(s)</source>
        <translation>
            <numerusform>Suchen und ersetzen in %Ln Foto</numerusform>
            <numerusform>Suchen und ersetzen in %Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>Ganze Wörter</translation>
    </message>
    <message>
        <source>Same capitals</source>
        <translation>Groß- und Kleinschreibung beachten</translation>
    </message>
    <message>
        <source>How the texts would read</source>
        <translation>Wie die Texte lauten würden</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>Replace &amp;with</source>
        <translation>&amp;Ersetzen durch</translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s)</source>
        <translation>
            <numerusform>%Ln Text</numerusform>
            <numerusform>%Ln Texte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} of %Ln photo(s) would change.</source>
        <translation>
            <numerusform>Ändern würden sich {} in %Ln Foto.</numerusform>
            <numerusform>Ändern würden sich {} in %Ln Fotos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message numerus="yes">
        <source>Replaced “{}” by “{}” in %Ln photo(s).</source>
        <translation>
            <numerusform>„{}“ durch „{}“ ersetzt in %Ln Foto.</numerusform>
            <numerusform>„{}“ durch „{}“ ersetzt in %Ln Fotos.</numerusform>
        </translation>
    </message>
</context><context>
    <name>rulings</name>
    <message>
        <source>A rejection needs a reason: what is wrong with the photo or its texts?</source>
        <translation>Eine Ablehnung braucht einen Grund: Was stimmt nicht am Foto oder an den Texten?</translation>
    </message>
    <message numerus="yes">
        <source>Rejected %Ln photo(s): {}.</source>
        <translation>
            <numerusform>%Ln Foto abgelehnt: {}.</numerusform>
            <numerusform>%Ln Fotos abgelehnt: {}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) undecided again.</source>
        <translation>
            <numerusform>%Ln Foto wieder unentschieden.</numerusform>
            <numerusform>%Ln Fotos wieder unentschieden.</numerusform>
        </translation>
    </message>
    <message>
        <source>A rejection needs a reason: what is wrong with the text?</source>
        <translation>Eine Ablehnung braucht einen Grund: Was stimmt nicht am Text?</translation>
    </message>
    <message numerus="yes">
        <source>Rejected the {} of %Ln photo(s): {}.</source>
        <translation>
            <numerusform>{} von %Ln Foto abgelehnt: {}.</numerusform>
            <numerusform>{} von %Ln Fotos abgelehnt: {}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} of %Ln photo(s) undecided again.</source>
        <translation>
            <numerusform>{} von %Ln Foto wieder unentschieden.</numerusform>
            <numerusform>{} von %Ln Fotos wieder unentschieden.</numerusform>
        </translation>
    </message>
    <message>
        <source>It could not be processed: {}</source>
        <translation>Es konnte nicht verarbeitet werden: {}</translation>
    </message>
    <message>
        <source>{} rejected its {}: {}. Write another one.</source>
        <translation>{} hat einen Text abgelehnt ({}): {}. Schreiben Sie einen anderen.</translation>
    </message>
    <message numerus="yes">
        <source> (and %Ln more)</source>
        <translation>
            <numerusform> (und %Ln weiteres)</numerusform>
            <numerusform> (und %Ln weitere)</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no {} to approve.</source>
        <translation>Hier gibt es nichts freizugeben: {}</translation>
    </message>
    <message>
        <source>It has no file name, and so nothing to be published under.</source>
        <translation>Es hat keinen Dateinamen, unter dem es veröffentlicht werden könnte.</translation>
    </message>
    <message>
        <source>The run is not at its end, where photos get their file names. Until then edit and reject, then approve.</source>
        <translation>Der Lauf ist noch nicht zu Ende; dort bekommen die Fotos ihre Dateinamen. Bis dahin bearbeiten und ablehnen, danach freigeben.</translation>
    </message>
    <message>
        <source>Nothing was approved.</source>
        <translation>Nichts wurde freigegeben.</translation>
    </message>
    <message numerus="yes">
        <source>Approved %Ln photo(s).</source>
        <translation>
            <numerusform>%Ln Foto freigegeben.</numerusform>
            <numerusform>%Ln Fotos freigegeben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Approved the {} of %Ln photo(s).</source>
        <translation>
            <numerusform>{} von %Ln Foto freigegeben.</numerusform>
            <numerusform>{} von %Ln Fotos freigegeben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> With it, all texts of %Ln photo(s) are approved, and so the whole.</source>
        <translation>
            <numerusform> Damit sind alle Texte von %Ln Foto freigegeben und so auch das Foto.</numerusform>
            <numerusform> Damit sind alle Texte von %Ln Fotos freigegeben und so auch die Fotos.</numerusform>
        </translation>
    </message>
    <message>
        <source>it breaks {}</source>
        <translation>es verstößt gegen {}</translation>
    </message>
</context><context>
    <name>session</name>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Es gibt nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>Undone: {}</source>
        <translation>Rückgängig gemacht: {}</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>Es gibt nichts zu wiederholen.</translation>
    </message>
    <message>
        <source>Done again: {}</source>
        <translation>Wiederholt: {}</translation>
    </message>
    <message>
        <source>{} has changed it since: it stays as it is.</source>
        <translation>{} hat es seitdem geändert: Es bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>{} wrote this {} meanwhile: {}</source>
        <translation>{} hat hier inzwischen geschrieben ({}): {}</translation>
    </message>
    <message>
        <source>Nothing to change.</source>
        <translation>Nichts zu ändern.</translation>
    </message>
</context><context>
    <name>sheet</name>
    <message>
        <source>{} has nothing to review yet.</source>
        <translation>{} hat noch nichts zum Durchsehen.</translation>
    </message>
    <message>
        <source>Wait for its first photos, then open it again.</source>
        <translation>Warten Sie auf die ersten Fotos, dann öffnen Sie ihn wieder.</translation>
    </message>
    <message>
        <source>{} is no run: it has no readable run.json.</source>
        <translation>{} ist kein Lauf: Eine lesbare run.json fehlt.</translation>
    </message>
    <message>
        <source>`runner runs list` shows the runs.</source>
        <translation>`runner runs list` zeigt die Läufe.</translation>
    </message>
    <message>
        <source>{} is of another version: it has no {}.</source>
        <translation>{} ist von einer anderen Version: Es fehlt {}.</translation>
    </message>
    <message>
        <source>{} cannot be read: {}.</source>
        <translation>{} kann nicht gelesen werden: {}.</translation>
    </message>
    <message>
        <source>Run the set again with this version: what has not changed is reused.</source>
        <translation>Lassen Sie das Set mit dieser Version noch einmal laufen: Was sich nicht geändert hat, wird wieder verwendet.</translation>
    </message>
</context><context>
    <name>shortcuts</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Search …</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <source>Search keys</source>
        <translation>Tasten suchen</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>A letter or digit works with Alt too, then also while typing.</source>
        <translation>Ein Buchstabe oder eine Ziffer gilt auch mit Alt, dann auch beim Schreiben.</translation>
    </message>
    <message>
        <source>✗ {} is wanted twice: “{}” and “{}”.</source>
        <translation>✗ {} ist zweimal vergeben: „{}“ und „{}“.</translation>
    </message>
</context><context>
    <name>state</name>
    <message>
        <source>blocked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>approval lapsed</source>
        <translation>Freigabe erloschen</translation>
    </message>
    <message>
        <source>mended by hand</source>
        <translation>von Hand korrigiert</translation>
    </message>
    <message>
        <source>repaired</source>
        <translation>nachgebessert</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>freigegeben</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
</context><context>
    <name>summary</name>
    <message>
        <source>a text breaks a rule or is missing: write it, then approve</source>
        <translation>ein Text verstößt gegen eine Regel oder fehlt: schreiben, dann freigeben</translation>
    </message>
    <message>
        <source>approved once and changed since</source>
        <translation>einmal freigegeben und seitdem geändert</translation>
    </message>
    <message>
        <source>your texts break no rule: ready to approve</source>
        <translation>Ihre Texte verstoßen gegen keine Regel: können freigegeben werden</translation>
    </message>
    <message>
        <source>the run mended its own texts: worth a look</source>
        <translation>der Lauf hat eigene Texte nachgebessert: einen Blick wert</translation>
    </message>
    <message>
        <source>no rule is broken: ready to approve</source>
        <translation>keine Regel verletzt: kann freigegeben werden</translation>
    </message>
    <message>
        <source>could not be processed</source>
        <translation>konnte nicht verarbeitet werden</translation>
    </message>
    <message>
        <source>may be published</source>
        <translation>darf veröffentlicht werden</translation>
    </message>
    <message>
        <source>never published; their rows stay</source>
        <translation>nie veröffentlicht; ihre Daten bleiben</translation>
    </message>
    <message>
        <source>all photos</source>
        <translation>alle Fotos</translation>
    </message>
    <message>
        <source>Quality: {}</source>
        <translation>Qualität: {}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln series</source>
        <translation>
            <numerusform>%Ln Serie</numerusform>
            <numerusform>%Ln Serien</numerusform>
        </translation>
    </message>
    <message>
        <source>written by {}</source>
        <translation>geschrieben von {}</translation>
    </message>
    <message>
        <source>a text is rejected</source>
        <translation>ein Text ist abgelehnt</translation>
    </message>
    <message>
        <source>a person wants another one</source>
        <translation>jemand möchte einen anderen</translation>
    </message>
    <message>
        <source>Its subject or place is not that of its series.</source>
        <translation>Motiv oder Ort sind nicht die der Serie.</translation>
    </message>
    <message>
        <source>Another photo says the same already.</source>
        <translation>Ein anderes Foto sagt schon dasselbe.</translation>
    </message>
</context><context>
    <name>text_field</name>
    <message>
        <source>“{}” is right</source>
        <translation>„{}“ ist richtig</translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n Wort</numerusform>
            <numerusform>%n Wörter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{}, %n character(s)</source>
        <translation>
            <numerusform>{}, %n Zeichen</numerusform>
            <numerusform>{}, %n Zeichen</numerusform>
        </translation>
    </message>
</context><context>
    <name>translation</name>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
</context><context>
    <name>twins</name>
    <message>
        <source>Texts of other sets were not compared: {}</source>
        <translation>Texte anderer Sets wurden nicht verglichen: {}</translation>
    </message>
</context><context>
    <name>undo</name>
    <message numerus="yes">
        <source>edited {} of %Ln photo(s)</source>
        <translation>
            <numerusform>{} von %Ln Foto bearbeitet</numerusform>
            <numerusform>{} von %Ln Fotos bearbeitet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>approved %Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto freigegeben</numerusform>
            <numerusform>%Ln Fotos freigegeben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>rejected %Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto abgelehnt</numerusform>
            <numerusform>%Ln Fotos abgelehnt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>cleared the decision about %Ln photo(s)</source>
        <translation>
            <numerusform>Entscheidung über %Ln Foto aufgehoben</numerusform>
            <numerusform>Entscheidung über %Ln Fotos aufgehoben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>approved the {} of %Ln photo(s)</source>
        <translation>
            <numerusform>{} von %Ln Foto freigegeben</numerusform>
            <numerusform>{} von %Ln Fotos freigegeben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>rejected the {} of %Ln photo(s)</source>
        <translation>
            <numerusform>{} von %Ln Foto abgelehnt</numerusform>
            <numerusform>{} von %Ln Fotos abgelehnt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>cleared the decision about the {} of %Ln photo(s)</source>
        <translation>
            <numerusform>Entscheidung aufgehoben: {} von %Ln Foto</numerusform>
            <numerusform>Entscheidung aufgehoben: {} von %Ln Fotos</numerusform>
        </translation>
    </message>
</context><context>
    <name>window</name>
    <message>
        <source>Publish …</source>
        <translation>Veröffentlichen …</translation>
    </message>
</context><context>
    <name>write_queue</name>
    <message numerus="yes">
        <source>%Ln photo(s) in line behind this one.</source>
        <translation>
            <numerusform>%Ln Foto wartet, bis dieses fertig ist.</numerusform>
            <numerusform>%Ln Fotos warten, bis dieses fertig ist.</numerusform>
        </translation>
    </message>
</context></TS>

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
        <source>Clear decision</source>
        <translation>Entscheidung aufheben</translation>
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
        <source>Clear the decision about this text</source>
        <translation>Entscheidung über diesen Text aufheben</translation>
    </message>
    <message>
        <source>Auto-advance</source>
        <translation>Automatisch weiter</translation>
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
        <source>File name</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Revert text</source>
        <translation>Text zurücksetzen</translation>
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
        <source>Regenerate …</source>
        <translation>Neu schreiben lassen …</translation>
    </message>
    <message>
        <source>Find and replace …</source>
        <translation>Suchen und ersetzen …</translation>
    </message>
    <message>
        <source>Set for all selected photos …</source>
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
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
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
        <source>What was seen and read in the photo</source>
        <translation>Im Foto Erkanntes und Gelesenes</translation>
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
        <source>Publish …</source>
        <translation>Veröffentlichen …</translation>
    </message>
    <message>
        <source>Unpublish …</source>
        <translation>Veröffentlichung zurückziehen …</translation>
    </message>
    <message>
        <source>Back to the review</source>
        <translation>Zurück zum Prüfen</translation>
    </message>
    <message>
        <source>Plan again</source>
        <translation>Neu planen</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichen</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>Save list of redirects …</source>
        <translation>Liste der Weiterleitungen sichern …</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>Startseite</translation>
    </message>
    <message>
        <source>New set …</source>
        <translation>Neues Set …</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größere Schrift</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinere Schrift</translation>
    </message>
    <message>
        <source>Language …</source>
        <translation>Sprache …</translation>
    </message>
    <message>
        <source>Help for this page</source>
        <translation>Hilfe zu dieser Seite</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>About photo-runner</source>
        <translation>Über photo-runner</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
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
        <source>None of %Ln photo(s) would become blocked.</source>
        <translation>
            <numerusform>%Ln Foto würde nicht gesperrt.</numerusform>
            <numerusform>Keines von %Ln Fotos würde gesperrt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} of %Ln photo(s) would become blocked:</source>
        <translation>
            <numerusform>{} von %Ln Foto würde gesperrt:</numerusform>
            <numerusform>{} von %Ln Fotos würden gesperrt:</numerusform>
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
        <source>Done</source>
        <translation>Fertig</translation>
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
        <source>Done for now.</source>
        <translation>Fertig für jetzt.</translation>
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
    <name>claims</name>
    <message>
        <source>What the witnesses say</source>
        <translation>Was die Zeugen sagen</translation>
    </message>
    <message>
        <source>Claims: {}</source>
        <translation>Aussagen: {}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln contradicted</source>
        <translation>
            <numerusform>%Ln bestritten</numerusform>
            <numerusform>%Ln bestritten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln confirmed</source>
        <translation>
            <numerusform>%Ln bestätigt</numerusform>
            <numerusform>%Ln bestätigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unchecked</source>
        <translation>
            <numerusform>%Ln ungeprüft</numerusform>
            <numerusform>%Ln ungeprüft</numerusform>
        </translation>
    </message>
    <message>
        <source>Not found, but too uncertain to count</source>
        <translation>Nicht gefunden, aber zu unsicher, um zu zählen</translation>
    </message>
    <message>
        <source>Nobody could check</source>
        <translation>Niemand konnte prüfen</translation>
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
        <source>Go to a field first (1 to 6): it gets the run's own text again.</source>
        <translation>Erst in ein Feld gehen (1 bis 6): Es bekommt wieder den Text des Laufs.</translation>
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
        <source>best of its series</source>
        <translation>Serienbestes</translation>
    </message>
    <message>
        <source>Photos side by side</source>
        <translation>Fotos nebeneinander</translation>
    </message>
</context><context>
    <name>decisions</name>
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
        <source>Cleared the decision about %Ln photo(s).</source>
        <translation>
            <numerusform>Entscheidung über %Ln Foto aufgehoben.</numerusform>
            <numerusform>Entscheidung über %Ln Fotos aufgehoben.</numerusform>
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
        <source>Cleared the decision about the {} of %Ln photo(s).</source>
        <translation>
            <numerusform>Entscheidung aufgehoben: {} von %Ln Foto.</numerusform>
            <numerusform>Entscheidung aufgehoben: {} von %Ln Fotos.</numerusform>
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
    <message>
        <source>New file name: {}.</source>
        <translation>Neuer Dateiname: {}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file name(s) changed with the subject or location.</source>
        <translation>
            <numerusform>%Ln Dateiname folgte Motiv oder Ort.</numerusform>
            <numerusform>%Ln Dateinamen folgten Motiv oder Ort.</numerusform>
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
    <name>desktop</name>
    <message numerus="yes">
        <source>There is no photo number {}: %Ln photo(s) shown.</source>
        <translation>
            <numerusform>Es gibt kein Foto Nummer {}: Gezeigt wird %Ln Foto.</numerusform>
            <numerusform>Es gibt kein Foto Nummer {}: Gezeigt werden %Ln Fotos.</numerusform>
        </translation>
    </message>
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
        <source>Select the photos first.</source>
        <translation>Wählen Sie zuerst die Fotos aus.</translation>
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
        <source>becomes {}</source>
        <translation>wird {}</translation>
    </message>
    <message>
        <source>follows the subject, on approval</source>
        <translation>folgt dem Motiv, mit der Freigabe</translation>
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
        <source>follows the subject</source>
        <translation>folgt dem Motiv</translation>
    </message>
    <message>
        <source>by {}, accepted by {}</source>
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
        <source>Revert to the run's own text</source>
        <translation>Zurück zum Text des Laufs</translation>
    </message>
    <message>
        <source>Revert: {}</source>
        <translation>Zurücksetzen: {}</translation>
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
        <source>Contradicted by witnesses</source>
        <translation>Von Zeugen bestritten</translation>
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
        <source>not applied</source>
        <translation>nicht angewandt</translation>
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
        <source>Regenerate: {}</source>
        <translation>Neu schreiben: {}</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Regenerate</source>
        <translation>Neu schreiben lassen</translation>
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
        <source>Current</source>
        <translation>Aktuell</translation>
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
        <source>Starting …</source>
        <translation>Start …</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>wie bisher</translation>
    </message>
    <message numerus="yes">
        <source>Accept %n text(s)</source>
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
        <source>Accepted {} of {}.</source>
        <translation>Übernommen: {} von {}.</translation>
    </message>
</context><context>
    <name>generating</name>
    <message>
        <source>{} has nothing to write from. Give the photo a subject (4), then have it write again.</source>
        <translation>{} hat nichts, wonach sich schreiben ließe. Geben Sie dem Foto ein Motiv (4), dann lassen Sie noch einmal schreiben.</translation>
    </message>
    <message>
        <source>{} wrote the same texts again. Regenerate, or give the photo a subject or a location to go by.</source>
        <translation>{} hat dieselben Texte geschrieben. Noch einmal neu schreiben lassen, oder dem Foto ein Motiv oder einen Ort geben.</translation>
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
    <name>going</name>
    <message>
        <source>A newer run of this set has finished. Open it: reviewer {}</source>
        <translation>Ein neuerer Lauf dieses Sets ist fertig. Öffnen: reviewer {}</translation>
    </message>
    <message>
        <source>This set is being published, since {}.</source>
        <translation>Dieses Set wird gerade veröffentlicht, seit {}.</translation>
    </message>
    <message>
        <source>This set is being run, since {}.</source>
        <translation>Ein Lauf dieses Sets ist im Gang, seit {}.</translation>
    </message>
</context><context>
    <name>help</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
</context><context>
    <name>history</name>
    <message>
        <source>First draft compared with the current texts</source>
        <translation>Erster Entwurf im Vergleich mit den aktuellen Texten</translation>
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
        <source>regenerated</source>
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
        <source>approved it under the new file name {}</source>
        <translation>unter dem neuen Dateinamen {} freigegeben</translation>
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
    <name>main_window</name>
    <message numerus="yes">
        <source> (and %Ln more)</source>
        <translation>
            <numerusform> (und %Ln weiteres)</numerusform>
            <numerusform> (und %Ln weitere)</numerusform>
        </translation>
    </message>
    <message>
        <source>Publishing waits until the run has ended.</source>
        <translation>Veröffentlichen geht, wenn der Lauf zu Ende ist.</translation>
    </message>
    <message>
        <source>No other photo here is undecided.</source>
        <translation>Hier ist kein anderes Foto mehr unentschieden.</translation>
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
        <source>Clear</source>
        <translation>Aufheben</translation>
    </message>
    <message>
        <source>Regenerate these texts …</source>
        <translation>Texte neu schreiben lassen …</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>The settings cannot be saved: {}</source>
        <translation>Die Einstellungen können nicht gespeichert werden: {}</translation>
    </message>
</context><context>
    <name>naming</name>
    <message>
        <source>{} now belongs to another photo: choose another name.</source>
        <translation>{} gehört jetzt einem anderen Foto: einen anderen Namen wählen.</translation>
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
        <source>↑ ↓ and Enter open a group. O comes back here, G shows all photos, F1 helps, Ctrl+F1 shows all keys.</source>
        <translation>↑ ↓ und Enter öffnen eine Gruppe. O führt hierher zurück, G zeigt alle Fotos, F1 hilft, Strg+F1 zeigt alle Tasten.</translation>
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
        <source>Run {} was interrupted: these photos are ready.</source>
        <translation>Lauf {} wurde unterbrochen: Diese Fotos sind fertig.</translation>
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
    <name>page</name>
    <message>
        <source>photo-runner {}: photos with names, captions and keywords that a person approved.</source>
        <translation>photo-runner {}: Fotos mit Namen, Bildunterschriften und Stichwörtern, die ein Mensch freigegeben hat.</translation>
    </message>
    <message>
        <source>About photo-runner</source>
        <translation>Über photo-runner</translation>
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
        <source>fixed by hand: ready to approve</source>
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
        <source>None of these photos is published to {}.</source>
        <translation>Keines dieser Fotos ist bei {} veröffentlicht.</translation>
    </message>
    <message>
        <source>Not published</source>
        <translation>Nicht veröffentlicht</translation>
    </message>
    <message>
        <source>Stayed behind</source>
        <translation>Zurückgeblieben</translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation>
            <numerusform>… und %Ln weiteres</numerusform>
            <numerusform>… und %Ln weitere</numerusform>
        </translation>
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
        <source>Back to the review</source>
        <translation>Zurück zum Prüfen</translation>
    </message>
    <message>
        <source>Unpublish photos of {}</source>
        <translation>Fotos von {} zurückziehen</translation>
    </message>
    <message>
        <source>Publish {}</source>
        <translation>{} veröffentlichen</translation>
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
        <source>Published photos</source>
        <translation>Veröffentlichte Fotos</translation>
    </message>
    <message>
        <source>Stopping: what is under way is brought to an end. Once more kills it.</source>
        <translation>Wird angehalten: Was unterwegs ist, wird zu Ende gebracht. Noch einmal bricht es ab.</translation>
    </message>
    <message>
        <source>Other options: plan again.</source>
        <translation>Andere Optionen: Planen Sie neu.</translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>Der Befehl ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>No published photo has had another address at {}.</source>
        <translation>Kein veröffentlichtes Foto hatte bei {} eine andere Adresse.</translation>
    </message>
    <message>
        <source>Table (*.csv);;nginx (*.conf);;Apache (*.htaccess)</source>
        <translation>Tabelle (*.csv);;nginx (*.conf);;Apache (*.htaccess)</translation>
    </message>
    <message>
        <source>Redirects</source>
        <translation>Weiterleitungen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln redirect(s) written to {}.</source>
        <translation>
            <numerusform>%Ln Weiterleitung nach {} geschrieben.</numerusform>
            <numerusform>%Ln Weiterleitungen nach {} geschrieben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Unpublish</source>
        <translation>Zurückziehen</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichen</translation>
    </message>
    <message numerus="yes">
        <source>Unpublish %Ln from {}</source>
        <translation>
            <numerusform>%Ln von {} zurückziehen</numerusform>
            <numerusform>%Ln von {} zurückziehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Publish %Ln to {}</source>
        <translation>
            <numerusform>%Ln nach {} veröffentlichen</numerusform>
            <numerusform>%Ln nach {} veröffentlichen</numerusform>
        </translation>
    </message>
    <message>
        <source>The runner compares what is approved with the target …</source>
        <translation>Der Runner vergleicht das Freigegebene mit dem Ziel …</translation>
    </message>
    <message>
        <source>Publishing to {} …</source>
        <translation>Veröffentliche nach {} …</translation>
    </message>
    <message>
        <source>Unpublishing from {} …</source>
        <translation>Ziehe von {} zurück …</translation>
    </message>
    <message>
        <source>There is nothing to publish.</source>
        <translation>Es gibt nichts zu veröffentlichen.</translation>
    </message>
    <message>
        <source>This is the plan. Nothing is changed until you press Unpublish.</source>
        <translation>Das ist der Plan. Nichts ändert sich, bevor Sie „zurückziehen“ drücken.</translation>
    </message>
    <message>
        <source>This is the plan. Nothing is changed until you press Publish.</source>
        <translation>Das ist der Plan. Nichts ändert sich, bevor Sie „veröffentlichen“ drücken.</translation>
    </message>
    <message>
        <source>Photos of this group</source>
        <translation>Fotos dieser Gruppe</translation>
    </message>
    <message>
        <source>was {}</source>
        <translation>bisher {}</translation>
    </message>
    <message>
        <source>other files or columns</source>
        <translation>andere Dateien oder Spalten</translation>
    </message>
    <message>
        <source>What was published is unchanged.</source>
        <translation>Was veröffentlicht ist, bleibt unverändert.</translation>
    </message>
    <message>
        <source>Same texts, other files or columns.</source>
        <translation>Gleiche Texte, andere Dateien oder Spalten.</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Vorher und nachher</translation>
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
        <source>Unpublished</source>
        <translation>Zurückgezogen</translation>
    </message>
    <message>
        <source>No longer approved: leftovers are removed</source>
        <translation>Nicht mehr freigegeben: Reste werden entfernt</translation>
    </message>
    <message>
        <source>Already there</source>
        <translation>Schon dort</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Changed there by someone else</source>
        <translation>Dort von jemand anderem geändert</translation>
    </message>
    <message>
        <source>Name already taken</source>
        <translation>Name schon vergeben</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>Wie es ausging</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open page</source>
        <translation>Seite öffnen</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>Bericht öffnen</translation>
    </message>
    <message>
        <source>Publish the rest</source>
        <translation>Den Rest veröffentlichen</translation>
    </message>
    <message>
        <source>Nothing on this machine opens {}.</source>
        <translation>Nichts auf diesem Rechner öffnet {}.</translation>
    </message>
</context><context>
    <name>publishing</name>
    <message>
        <source>Unpublished from {}. Only a newer approval publishes them again.</source>
        <translation>Von {} zurückgezogen. Nur eine neuere Freigabe veröffentlicht sie wieder.</translation>
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
        <source>Published to {}.</source>
        <translation>Veröffentlicht bei {}.</translation>
    </message>
    <message>
        <source>Not everything was published to {}. {}</source>
        <translation>Nicht alles wurde bei {} veröffentlicht. {}</translation>
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
    <message>
        <source>Failed in the run</source>
        <translation>Im Lauf fehlgeschlagen</translation>
    </message>
    <message>
        <source>{} photos a second</source>
        <translation>{} Fotos je Sekunde</translation>
    </message>
    <message>
        <source>The runner named no report.</source>
        <translation>Der Runner hat keinen Bericht genannt.</translation>
    </message>
    <message>
        <source>Look into runner.log of its newest run.</source>
        <translation>Sehen Sie in runner.log seines neuesten Laufs nach.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s) left</source>
        <translation>
            <numerusform>noch %Ln Sekunde</numerusform>
            <numerusform>noch %Ln Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s) left</source>
        <translation>
            <numerusform>noch %Ln Minute</numerusform>
            <numerusform>noch %Ln Minuten</numerusform>
        </translation>
    </message>
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
        <source>{} cannot be written: {}</source>
        <translation>{} kann nicht geschrieben werden: {}</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Wählen Sie einen anderen Ordner.</translation>
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
        <source>Match case</source>
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
    <name>review_set</name>
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
    <name>shell</name>
    <message>
        <source>Opening …</source>
        <translation>Wird geöffnet …</translation>
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
    <name>start</name>
    <message>
        <source>Sets</source>
        <translation>Sets</translation>
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
        <source>fixed by hand</source>
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
        <source>kept in the records, never published</source>
        <translation>bleibt in den Daten, wird nie veröffentlicht</translation>
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
    <message numerus="yes">
        <source>%Ln photo(s) in line keep their texts.</source>
        <translation>
            <numerusform>%Ln wartendes Foto behält seine Texte.</numerusform>
            <numerusform>%Ln wartende Fotos behalten ihre Texte.</numerusform>
        </translation>
    </message>
</context></TS>

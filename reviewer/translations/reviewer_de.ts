<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>actions</name>
    <message>
        <source>Keep this photo</source>
        <translation>Dieses Foto behalten</translation>
    </message>
    <message>
        <source>Swap: keep the other one</source>
        <translation>Tauschen: das andere behalten</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Beide behalten</translation>
    </message>
    <message>
        <source>Reject the group</source>
        <translation>Gruppe ablehnen</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Auto-advance</source>
        <translation>Automatisch weiter</translation>
    </message>
    <message>
        <source>Next photo of the group</source>
        <translation>Nächstes Foto der Gruppe</translation>
    </message>
    <message>
        <source>Previous photo of the group</source>
        <translation>Voriges Foto der Gruppe</translation>
    </message>
    <message>
        <source>Next group</source>
        <translation>Nächste Gruppe</translation>
    </message>
    <message>
        <source>Previous group</source>
        <translation>Vorige Gruppe</translation>
    </message>
    <message>
        <source>Next undecided group</source>
        <translation>Nächste offene Gruppe</translation>
    </message>
    <message>
        <source>This photo in the review</source>
        <translation>Dieses Foto beim Prüfen</translation>
    </message>
    <message>
        <source>Sort again: undecided groups first</source>
        <translation>Offene Gruppen wieder nach vorn</translation>
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
        <source>One photo at a time</source>
        <translation>Ein Foto</translation>
    </message>
    <message>
        <source>Two side by side</source>
        <translation>Zwei nebeneinander</translation>
    </message>
    <message>
        <source>Three side by side</source>
        <translation>Drei nebeneinander</translation>
    </message>
    <message>
        <source>Four side by side</source>
        <translation>Vier nebeneinander</translation>
    </message>
    <message>
        <source>Faces of the group</source>
        <translation>Gesichter der Gruppe</translation>
    </message>
    <message>
        <source>What was measured</source>
        <translation>Was gemessen wurde</translation>
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
        <source>Loupe at the pointer</source>
        <translation>Lupe am Zeiger</translation>
    </message>
    <message>
        <source>How many, and limits …</source>
        <translation>Anzahl und Grenzen …</translation>
    </message>
    <message>
        <source>How well picks match your choices …</source>
        <translation>Wie gut es Sie vorhersieht …</translation>
    </message>
    <message>
        <source>Use the picks …</source>
        <translation>Auswahl verwenden …</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>Back to the review</source>
        <translation>Zurück zum Prüfen</translation>
    </message>
    <message>
        <source>Pause or continue</source>
        <translation>Pause oder fortsetzen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Review what is ready</source>
        <translation>Prüfen, was fertig ist</translation>
    </message>
    <message>
        <source>Picks</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Earlier in the queue</source>
        <translation>In der Warteschlange nach vorn</translation>
    </message>
    <message>
        <source>Later in the queue</source>
        <translation>In der Warteschlange nach hinten</translation>
    </message>
    <message>
        <source>Remove from the queue</source>
        <translation>Aus der Warteschlange entfernen</translation>
    </message>
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
        <source>Reject for the same reason</source>
        <translation>Aus demselben Grund ablehnen</translation>
    </message>
    <message>
        <source>Approve series with the same facts</source>
        <translation>Serie mit gleichen Angaben freigeben</translation>
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
        <source>Apply filter again and read new results</source>
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
        <source>Keep my text</source>
        <translation>Eigenen Text behalten, nicht den der anderen Person</translation>
    </message>
    <message>
        <source>Use the other person's text</source>
        <translation>Text der anderen Person übernehmen</translation>
    </message>
    <message>
        <source>Back to the photos</source>
        <translation>Zurück zu den Fotos</translation>
    </message>
    <message>
        <source>Regenerate …</source>
        <translation>Neu schreiben lassen …</translation>
    </message>
    <message>
        <source>Accept the offer</source>
        <translation>Angebotenes ausführen</translation>
    </message>
    <message>
        <source>Regenerated texts</source>
        <translation>Neu erzeugte Texte</translation>
    </message>
    <message>
        <source>Find and replace …</source>
        <translation>Suchen und ersetzen …</translation>
    </message>
    <message>
        <source>Change selected photos …</source>
        <translation>Ausgewählte Fotos ändern …</translation>
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
        <source>What was seen and read in the photo</source>
        <translation>Im Foto Erkanntes und Gelesenes</translation>
    </message>
    <message>
        <source>Name the face under the pointer …</source>
        <translation>Gesicht unter dem Mauszeiger benennen …</translation>
    </message>
    <message>
        <source>Draw a face …</source>
        <translation>Gesicht einzeichnen …</translation>
    </message>
    <message>
        <source>Clipped shadows and highlights</source>
        <translation>Beschnittene Tiefen und Lichter</translation>
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
        <source>1 star</source>
        <translation>1 Stern</translation>
    </message>
    <message>
        <source>2 stars</source>
        <translation>2 Sterne</translation>
    </message>
    <message>
        <source>3 stars</source>
        <translation>3 Sterne</translation>
    </message>
    <message>
        <source>4 stars</source>
        <translation>4 Sterne</translation>
    </message>
    <message>
        <source>5 stars</source>
        <translation>5 Sterne</translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>Keine Sterne</translation>
    </message>
    <message>
        <source>Red label</source>
        <translation>Rote Farbmarkierung</translation>
    </message>
    <message>
        <source>Yellow label</source>
        <translation>Gelbe Farbmarkierung</translation>
    </message>
    <message>
        <source>Green label</source>
        <translation>Grüne Farbmarkierung</translation>
    </message>
    <message>
        <source>Blue label</source>
        <translation>Blaue Farbmarkierung</translation>
    </message>
    <message>
        <source>Purple label</source>
        <translation>Lila Farbmarkierung</translation>
    </message>
    <message>
        <source>No label</source>
        <translation>Keine Farbmarkierung</translation>
    </message>
    <message>
        <source>Flag as pick</source>
        <translation>Als ausgewählt markieren</translation>
    </message>
    <message>
        <source>Flag as reject</source>
        <translation>Als verworfen markieren</translation>
    </message>
    <message>
        <source>No flag</source>
        <translation>Markierung entfernen</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>Facets</source>
        <translation>Facetten</translation>
    </message>
    <message>
        <source>Go to the facets</source>
        <translation>Zu den Facetten</translation>
    </message>
    <message>
        <source>Group by …</source>
        <translation>Gruppieren nach …</translation>
    </message>
    <message>
        <source>Collapse this group</source>
        <translation>Diese Gruppe einklappen</translation>
    </message>
    <message>
        <source>Collapse or open all groups</source>
        <translation>Alle Gruppen ein- oder ausklappen</translation>
    </message>
    <message>
        <source>Select this group</source>
        <translation>Diese Gruppe auswählen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner anzeigen</translation>
    </message>
    <message>
        <source>Open with the desktop's viewer</source>
        <translation>Mit dem Bildbetrachter öffnen</translation>
    </message>
    <message>
        <source>Copy file name</source>
        <translation>Dateinamen kopieren</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Bewerten</translation>
    </message>
    <message>
        <source>Plan again</source>
        <translation>Neu planen</translation>
    </message>
    <message>
        <source>New target …</source>
        <translation>Neues Ziel …</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichen</translation>
    </message>
    <message>
        <source>Save list of redirects …</source>
        <translation>Liste der Weiterleitungen sichern …</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Run again …</source>
        <translation>Noch einmal starten …</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>Runs of this set</source>
        <translation>Läufe dieses Sets</translation>
    </message>
    <message>
        <source>Try the sample set …</source>
        <translation>Beispiel-Set ausprobieren …</translation>
    </message>
    <message>
        <source>Add a folder …</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>Start all</source>
        <translation>Alle starten</translation>
    </message>
    <message>
        <source>Start this set</source>
        <translation>Dieses Set starten</translation>
    </message>
    <message>
        <source>Remove from this page</source>
        <translation>Von dieser Seite nehmen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Split by subfolder</source>
        <translation>Nach Unterordnern teilen</translation>
    </message>
    <message>
        <source>Scan the folder again</source>
        <translation>Ordner noch einmal ansehen</translation>
    </message>
    <message>
        <source>Stop scanning the folder</source>
        <translation>Ordner nicht weiter ansehen</translation>
    </message>
    <message>
        <source>Show YAML</source>
        <translation>YAML zeigen</translation>
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
        <source>People</source>
        <translation>Personen</translation>
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
        <source>Show the hints again</source>
        <translation>Hinweise wieder zeigen</translation>
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
    <message>
        <source>Name</source>
        <translation>Benennen</translation>
    </message>
    <message>
        <source>Merge: one person</source>
        <translation>Zusammenführen: eine Person</translation>
    </message>
    <message>
        <source>Not this person</source>
        <translation>Nicht diese Person</translation>
    </message>
    <message>
        <source>Split off</source>
        <translation>Abtrennen</translation>
    </message>
    <message>
        <source>Split by similarity …</source>
        <translation>Nach Ähnlichkeit teilen …</translation>
    </message>
    <message>
        <source>Split by time …</source>
        <translation>Nach Zeit teilen …</translation>
    </message>
    <message>
        <source>Stranger</source>
        <translation>Fremde Person</translation>
    </message>
    <message>
        <source>No face</source>
        <translation>Kein Gesicht</translation>
    </message>
    <message>
        <source>Clear answers</source>
        <translation>Angaben zurücknehmen</translation>
    </message>
    <message>
        <source>Main person</source>
        <translation>Hauptperson</translation>
    </message>
    <message>
        <source>Important person</source>
        <translation>Wichtige Person</translation>
    </message>
    <message>
        <source>Other person</source>
        <translation>Andere Person</translation>
    </message>
    <message>
        <source>Captions may or may not name this person</source>
        <translation>Bildtexte dürfen diese Person nennen oder nicht</translation>
    </message>
    <message>
        <source>Delete for good …</source>
        <translation>Endgültig löschen …</translation>
    </message>
    <message>
        <source>The same person</source>
        <translation>Dieselbe Person</translation>
    </message>
    <message>
        <source>Not the same</source>
        <translation>Nicht dieselbe</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Undo the answer</source>
        <translation>Antwort zurücknehmen</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>The same person?</source>
        <translation>Dieselbe Person?</translation>
    </message>
    <message>
        <source>Photo in the review</source>
        <translation>Foto beim Prüfen</translation>
    </message>
    <message>
        <source>Look for faces in more sets …</source>
        <translation>In weiteren Sets nach Gesichtern suchen …</translation>
    </message>
    <message>
        <source>Exchange names with other programs …</source>
        <translation>Namen aus anderen Programmen und für sie …</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Strangers and non-faces</source>
        <translation>Fremde und was kein Gesicht ist</translation>
    </message>
</context><context>
    <name>amount</name>
    <message>
        <source>Photos to keep</source>
        <translation>Fotos, die bleiben</translation>
    </message>
    <message>
        <source>At most per hour</source>
        <translation>Höchstens aus einer Stunde</translation>
    </message>
    <message>
        <source>At most per event</source>
        <translation>Höchstens von einem Ereignis</translation>
    </message>
    <message>
        <source>At most per person</source>
        <translation>Höchstens von einer Person</translation>
    </message>
    <message>
        <source>Pick the best photos</source>
        <translation>Die besten Fotos auswählen</translation>
    </message>
    <message>
        <source>Back to the groups</source>
        <translation>Zurück zu den Gruppen</translation>
    </message>
    <message>
        <source>Measure and pick …</source>
        <translation>Messen und auswählen …</translation>
    </message>
    <message>
        <source>Look for faces …</source>
        <translation>Gesichter suchen …</translation>
    </message>
    <message numerus="yes">
        <source>The best of %Ln photo(s)</source>
        <translation>
            <numerusform>Die besten von %Ln Foto</numerusform>
            <numerusform>Die besten von %Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
    <message>
        <source>This run did not look for people.</source>
        <translation>In diesem Lauf wurde nicht nach Personen gesucht.</translation>
    </message>
    <message>
        <source>Photos of one moment form a group, and in each group the sharpest, best exposed photo with open eyes comes first. The best of all groups are then picked, spread over hours, places and people. This needs no model and takes seconds.</source>
        <translation>Fotos desselben Moments kommen in eine Gruppe; vorn steht das schärfste, am besten belichtete mit offenen Augen. Aus allen Gruppen werden die besten ausgewählt, aus vielen Stunden, von vielen Orten und Menschen. Kein Modell wird geladen, und es dauert Sekunden.</translation>
    </message>
    <message>
        <source>Nothing is deleted. Brackets, focus stacks and panoramas stay whole and do not count towards the number. Your own picks and rejects always win.</source>
        <translation>Gelöscht wird nichts. Belichtungsreihen, Schärfenreihen und Panoramen bleiben ganz und kommen zu der Zahl dazu. Was Sie selbst auswählen oder ablehnen, zählt immer.</translation>
    </message>
    <message>
        <source>This run did not measure sharpness, so focus stacks and panoramas are not recognised (brackets are) and may be shown as groups to choose from. To measure it, the set is run again.</source>
        <translation>Dieser Lauf hat nicht gemessen, wo seine Fotos scharf sind: Belichtungsreihen werden erkannt, Schärfenreihen und Panoramen nicht; sie können als Gruppen zur Wahl stehen. Um das zu messen, läuft das Set noch einmal.</translation>
    </message>
</context><context>
    <name>background</name>
    <message>
        <source>There is no dictionary for the language of these texts ({}), so spelling is not checked.</source>
        <translation>Für Texte in dieser Sprache ({}) ist kein Wörterbuch da: Die Rechtschreibung wird nicht geprüft.</translation>
    </message>
    <message>
        <source>Restored what was being typed when the program ended.</source>
        <translation>Wieder da ist, was beim Ende des Programms gerade geschrieben wurde.</translation>
    </message>
    <message numerus="yes">
        <source>Somebody else changed %Ln photo(s).</source>
        <translation>
            <numerusform>Jemand anderes hat %Ln Foto geändert.</numerusform>
            <numerusform>Jemand anderes hat %Ln Fotos geändert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Kept what was typed for %Ln photo(s) that (is|are) not in this run.</source>
        <translation>
            <numerusform>Was für %Ln Foto getippt wurde, das nicht hier ist, bleibt aufbewahrt.</numerusform>
            <numerusform>Was für %Ln Fotos getippt wurde, die nicht hier sind, bleibt aufbewahrt.</numerusform>
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
        <source>Add keywords</source>
        <translation>Stichwörter hinzufügen</translation>
    </message>
    <message>
        <source>Remove keywords</source>
        <translation>Stichwörter entfernen</translation>
    </message>
    <message>
        <source>Replace all keywords</source>
        <translation>Alle Stichwörter ersetzen</translation>
    </message>
    <message numerus="yes">
        <source>Apply to %Ln photo(s)</source>
        <translation>
            <numerusform>Auf %Ln Foto anwenden</numerusform>
            <numerusform>Auf %Ln Fotos anwenden</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Add keywords</source>
        <translation>Stichwörter &amp;dazu</translation>
    </message>
    <message>
        <source>&amp;Remove keywords</source>
        <translation>Stichwörter &amp;weg</translation>
    </message>
    <message>
        <source>Replace a&amp;ll keywords</source>
        <translation>Stichwörter &amp;neu</translation>
    </message>
    <message>
        <source>Type { for placeholders, such as {subject} at {location}, {date}. Separate keywords by commas. File names need a counter: {subject}_{n:03}.</source>
        <translation>{ öffnet die Platzhalter, etwa {subject} in {location}, {date}. Stichwörter durch Kommas trennen. Dateinamen brauchen einen Zähler: {subject}_{n:03}.</translation>
    </message>
    <message>
        <source>The first {} photos are checked now, all of them when you apply it.</source>
        <translation>Die ersten {} Fotos werden vorab geprüft, alle beim Anwenden.</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Preview of the texts</source>
        <translation>So würden die Texte lauten</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>Vorheriges Foto</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>Nächstes Foto</translation>
    </message>
    <message>
        <source>Nothing changes so far.</source>
        <translation>Noch ändert sich nichts.</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message numerus="yes">
        <source>Copy to %Ln other photo(s) of this series</source>
        <translation>
            <numerusform>Auf %Ln weiteres Foto dieser Serie übertragen</numerusform>
            <numerusform>Auf %Ln weitere Fotos dieser Serie übertragen</numerusform>
        </translation>
    </message>
    <message>
        <source>Photos of one series show the same thing, but no two should have the same text: copy only what is true of all.</source>
        <translation>Fotos einer Serie zeigen dasselbe, aber keine zwei sollten dasselbe sagen: Übertragen Sie, was für alle gilt.</translation>
    </message>
    <message numerus="yes">
        <source>Copied {} to %Ln photo(s) of the series.</source>
        <translation>
            <numerusform>{} auf %Ln Foto der Serie übertragen.</numerusform>
            <numerusform>{} auf %Ln Fotos der Serie übertragen.</numerusform>
        </translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
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
        <source>%Ln file name(s) (changes|change) on approval.</source>
        <translation>
            <numerusform>%Ln Dateiname ändert sich mit der Freigabe.</numerusform>
            <numerusform>%Ln Dateinamen ändern sich mit der Freigabe.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Taken by another photo: %Ln.</source>
        <translation>
            <numerusform>Schon an ein anderes Foto vergeben: %Ln.</numerusform>
            <numerusform>Schon an andere Fotos vergeben: %Ln.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} is unknown for %Ln photo(s), which (keeps its|keep their) text.</source>
        <translation>
            <numerusform>Für {} ist bei %Ln Foto nichts bekannt: Dort bleibt der Text.</numerusform>
            <numerusform>Für {} ist bei %Ln Fotos nichts bekannt: Dort bleibt der Text.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed {} of %Ln photo(s).</source>
        <translation>
            <numerusform>Bei %Ln Foto geändert: {}.</numerusform>
            <numerusform>Bei %Ln Fotos geändert: {}.</numerusform>
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
        <source>Which would you rather publish with this photo? You can stop at any time.</source>
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
        <source>You have made %Ln choice(s); all are saved.</source>
        <translation>
            <numerusform>Sie haben %Ln Mal gewählt; alles ist gespeichert.</numerusform>
            <numerusform>Sie haben %Ln Mal gewählt; alles ist gespeichert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved: %Ln choice(s).</source>
        <translation>
            <numerusform>Gespeichert: %Ln Entscheidung.</numerusform>
            <numerusform>Gespeichert: %Ln Entscheidungen.</numerusform>
        </translation>
    </message>
    <message>
        <source>To see which variant you prefer:
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
        <source>There is nothing to choose.</source>
        <translation>Es gibt keine Auswahl.</translation>
    </message>
    <message>
        <source>The folder of this sweep is gone: {}</source>
        <translation>Der Ordner dieses Vergleichs ist weg: {}</translation>
    </message>
    <message>
        <source>If it is on a drive, connect the drive. If it was deleted, run the sweep again.</source>
        <translation>Liegt er auf einem Laufwerk, dieses anschließen. Wurde er gelöscht, den Sweep noch einmal laufen lassen.</translation>
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
        <source>Of the {} variants of {}, {} finished; two are needed.</source>
        <translation>Von den {} Varianten von {} sind {} fertig geworden; zwei werden gebraucht.</translation>
    </message>
    <message>
        <source>To continue: runner sweeps resume {}</source>
        <translation>So geht es weiter: runner sweeps resume {}</translation>
    </message>
</context><context>
    <name>calendar_page</name>
    <message>
        <source>Calendar of the photos</source>
        <translation>Kalender der Fotos</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{}: %Ln photo(s)</source>
        <translation>
            <numerusform>{}: %Ln Foto</numerusform>
            <numerusform>{}: %Ln Fotos</numerusform>
        </translation>
    </message>
</context><context>
    <name>catalogue_offer</name>
    <message>
        <source>{} is missing, and with it what people wrote and decided about these photos. If it is on a drive, connect the drive. You can look at everything; to write and decide here, start a new one.</source>
        <translation>{} ist nicht da, und damit auch nicht, was Menschen über diese Fotos geschrieben und entschieden haben. Liegt die Datei auf einem Laufwerk, dieses anschließen. Ansehen geht; um hier zu schreiben und zu entscheiden, eine neue beginnen.</translation>
    </message>
    <message>
        <source>Started. What you write and decide is saved from now on.</source>
        <translation>Begonnen. Was Sie schreiben und entscheiden, wird ab jetzt festgehalten.</translation>
    </message>
    <message>
        <source>Start a new one</source>
        <translation>Neue beginnen</translation>
    </message>
</context><context>
    <name>changes</name>
    <message>
        <source>Nothing was saved.</source>
        <translation>Es wurde nichts gespeichert.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) could not be saved.</source>
        <translation>
            <numerusform>%Ln Änderung konnte nicht gespeichert werden.</numerusform>
            <numerusform>%Ln Änderungen konnten nicht gespeichert werden.</numerusform>
        </translation>
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
        <source>Not found, but not certain enough to count</source>
        <translation>Nicht gefunden, aber zu unsicher, um zu zählen</translation>
    </message>
    <message>
        <source>Could not be checked</source>
        <translation>Niemand konnte prüfen</translation>
    </message>
</context><context>
    <name>columns</name>
    <message>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Captioner</source>
        <translation>Textgenerator</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Reason for the pick</source>
        <translation>Grund der Auswahl</translation>
    </message>
    <message>
        <source>Kind of moment</source>
        <translation>Art des Moments</translation>
    </message>
    <message>
        <source>Camera clock</source>
        <translation>Uhr der Kamera</translation>
    </message>
    <message>
        <source>Second captioner</source>
        <translation>Zweiter Textgenerator</translation>
    </message>
    <message>
        <source>People that texts may name</source>
        <translation>Personen, die Texte nennen dürfen</translation>
    </message>
    <message>
        <source>From the file name</source>
        <translation>Aus dem Namen</translation>
    </message>
    <message>
        <source>From the table</source>
        <translation>Aus der Tabelle</translation>
    </message>
    <message>
        <source>Place by GPS</source>
        <translation>Ort nach GPS</translation>
    </message>
    <message>
        <source>Text in the picture</source>
        <translation>Text im Bild</translation>
    </message>
    <message>
        <source>Registrations</source>
        <translation>Kennzeichen</translation>
    </message>
    <message>
        <source>Copyright marks in the picture</source>
        <translation>Wessen Bild es zu sein angibt</translation>
    </message>
    <message>
        <source>Setting, weather, scene</source>
        <translation>Umgebung, Wetter, Szene</translation>
    </message>
    <message>
        <source>Time of day from the sun</source>
        <translation>Licht nach dem Sonnenstand</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>Nicht lesbar</translation>
    </message>
</context><context>
    <name>commands</name>
    <message>
        <source>This photo is in no series.</source>
        <translation>Dieses Foto gehört zu keiner Serie.</translation>
    </message>
    <message>
        <source>There is no filter to save. Type one first (Ctrl+F).</source>
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
        <source>Go to a field first (1 to 6) to restore the run's text in it.</source>
        <translation>Erst in ein Feld gehen (1 bis 6): Es bekommt wieder den Text des Laufs.</translation>
    </message>
    <message>
        <source>Go to the caption, alt text or keywords first (1 to 3) to decide about that text.</source>
        <translation>Gehen Sie erst in Bildunterschrift, Alternativtext oder Stichwörter (1 bis 3): Über einen Text wird entschieden.</translation>
    </message>
    <message>
        <source>Nobody else has changed a text of this photo in the meantime.</source>
        <translation>Niemand sonst hat inzwischen einen Text dieses Fotos geschrieben.</translation>
    </message>
    <message>
        <source>There is no room for the facets: widen the window, or make the text smaller.</source>
        <translation>Für die Facetten ist kein Platz: Das Fenster breiter oder die Schrift kleiner machen.</translation>
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
    <name>conflict</name>
    <message>
        <source>Keep mine</source>
        <translation>Meinen behalten</translation>
    </message>
    <message>
        <source>Use theirs</source>
        <translation>Anderen übernehmen</translation>
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
        <source>{} rejected its {}: {}. It needs another one.</source>
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
        <source>It has no file name to be published under.</source>
        <translation>Es hat keinen Dateinamen, unter dem es veröffentlicht werden könnte.</translation>
    </message>
    <message>
        <source>Photos get their file names at the end of the run. Until then you can edit and reject, but not approve.</source>
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
        <source> All texts of %Ln photo(s) are now approved, and with them the photo(s).</source>
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
        <source>There is no photo number {}: %Ln photo(s) (is|are) shown.</source>
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
        <source>This photo could not be processed, so there is nothing to write about.</source>
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
        <source>Why? The photo and its evidence are kept, but it is never published.</source>
        <translation>Warum? Das Foto und seine Belege bleiben; es wird nur nie veröffentlicht.</translation>
    </message>
    <message>
        <source>Reject the {}</source>
        <translation>{} ablehnen</translation>
    </message>
    <message>
        <source>Why? The photo waits until another one is written.</source>
        <translation>Warum? Das Foto wartet, bis jemand einen anderen Text geschrieben hat.</translation>
    </message>
    <message numerus="yes">
        <source>The texts of %Ln photo(s) do not reflect the new {} yet.</source>
        <translation>
            <numerusform>Die Texte von %Ln Foto kennen die neue Angabe noch nicht ({}).</numerusform>
            <numerusform>Die Texte von %Ln Fotos kennen die neue Angabe noch nicht ({}).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Regenerate %Ln</source>
        <translation>
            <numerusform>%Ln neu erzeugen</numerusform>
            <numerusform>%Ln neu erzeugen</numerusform>
        </translation>
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
    <name>disk</name>
    <message>
        <source>The disk is full. Free some space and try again.</source>
        <translation>Der Datenträger ist voll. Speicherplatz freigeben und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Your disk quota is used up. Free some space and try again.</source>
        <translation>Ihr Anteil am Datenträger ist aufgebraucht. Speicherplatz freigeben und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The drive is read-only, so nothing can be saved on it.</source>
        <translation>Das Laufwerk ist schreibgeschützt: Darauf lässt sich nichts speichern.</translation>
    </message>
    <message>
        <source>You have no permission for this file or folder.</source>
        <translation>Für diese Datei oder diesen Ordner fehlt Ihnen die Berechtigung.</translation>
    </message>
    <message>
        <source>This file or folder is gone. If it is on a drive, connect the drive.</source>
        <translation>Diese Datei oder dieser Ordner ist weg. Liegt sie auf einem Laufwerk, dieses anschließen.</translation>
    </message>
    <message>
        <source>The drive does not respond properly. Check it.</source>
        <translation>Das Laufwerk antwortet nicht, wie es sollte. Bitte prüfen.</translation>
    </message>
</context><context>
    <name>editor</name>
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
        <source>from the file</source>
        <translation>aus der Datei</translation>
    </message>
    <message>
        <source>from the set</source>
        <translation>vom Set</translation>
    </message>
    <message>
        <source>from EXIF</source>
        <translation>aus EXIF</translation>
    </message>
    <message>
        <source>What you are typing cannot be saved: {}</source>
        <translation>Was Sie schreiben, kann nicht gespeichert werden: {}</translation>
    </message>
    <message>
        <source>The run's captioner writes again, using what you have entered about the photo</source>
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
        <source>Edited {} of {}.</source>
        <translation>Bearbeitet: {} von {}.</translation>
    </message>
    <message>
        <source>becomes {}</source>
        <translation>wird {}</translation>
    </message>
    <message>
        <source>follows the subject when approved</source>
        <translation>folgt dem Motiv, mit der Freigabe</translation>
    </message>
</context><context>
    <name>evidence</name>
    <message>
        <source>Other values found</source>
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
        <source>Support for the claims</source>
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
        <source>used</source>
        <translation>geglaubt</translation>
    </message>
    <message>
        <source>What the classifier sees</source>
        <translation>Was die Bilderkennung sieht</translation>
    </message>
    <message>
        <source>position in its series</source>
        <translation>Platz in der Serie</translation>
    </message>
    <message>
        <source>best of its series</source>
        <translation>bestes davon</translation>
    </message>
    <message>
        <source>almost the same as</source>
        <translation>fast gleich mit</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Serie</translation>
    </message>
</context><context>
    <name>export_picks</name>
    <message>
        <source>Show them in the review</source>
        <translation>Beim Prüfen ansehen</translation>
    </message>
    <message>
        <source>Colour label (a filter in the review)</source>
        <translation>Farbmarkierung, filterbar beim Prüfen</translation>
    </message>
    <message>
        <source>List (CSV)</source>
        <translation>Liste (CSV)</translation>
    </message>
    <message>
        <source>Folder of hard links</source>
        <translation>Ordner mit Hardlinks</translation>
    </message>
    <message>
        <source>Stars in XMP</source>
        <translation>Sterne in XMP</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Checking what would be written …</source>
        <translation>Es wird nachgesehen, was geschrieben würde …</translation>
    </message>
    <message>
        <source>{} of {} written ({})</source>
        <translation>{} von {} geschrieben ({})</translation>
    </message>
    <message>
        <source>Make a set from them</source>
        <translation>Ein Set daraus machen</translation>
    </message>
    <message>
        <source>Use the picks</source>
        <translation>Auswahl verwenden</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>Sterne</translation>
    </message>
    <message>
        <source>File of the list</source>
        <translation>Datei der Liste</translation>
    </message>
    <message>
        <source>Folder of the links</source>
        <translation>Ordner der Links</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Wie viel geschrieben ist</translation>
    </message>
    <message>
        <source>What would be written</source>
        <translation>Was geschrieben würde</translation>
    </message>
    <message>
        <source>Choose where</source>
        <translation>Ort wählen</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Writing …</source>
        <translation>Es wird geschrieben …</translation>
    </message>
    <message>
        <source>The command was copied.</source>
        <translation>Der Befehl ist in der Zwischenablage.</translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation>
            <numerusform>… und %Ln weitere</numerusform>
            <numerusform>… und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Give the label</source>
        <translation>Farbmarkierung geben</translation>
    </message>
    <message>
        <source>Write the list</source>
        <translation>Liste schreiben</translation>
    </message>
    <message>
        <source>Make the links</source>
        <translation>Links anlegen</translation>
    </message>
    <message>
        <source>Write the stars</source>
        <translation>Sterne schreiben</translation>
    </message>
    <message>
        <source>The filter pick:keep finds these photos, here and on the command line.</source>
        <translation>Der Filter pick:keep findet diese Fotos, hier und auf der Befehlszeile.</translation>
    </message>
    <message>
        <source>Choose where to write it.</source>
        <translation>Sagen Sie, wohin geschrieben werden soll.</translation>
    </message>
</context><context>
    <name>exports</name>
    <message numerus="yes">
        <source>Stopped: %Ln photo(s) not reached. Start it again to continue.</source>
        <translation>
            <numerusform>Angehalten: %Ln Foto nicht mehr erreicht. Dasselbe noch einmal macht damit weiter.</numerusform>
            <numerusform>Angehalten: %Ln Fotos nicht mehr erreicht. Dasselbe noch einmal macht damit weiter.</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose another place. What has been written so far stays.</source>
        <translation>Wählen Sie einen anderen Ort. Was bis dahin geschrieben wurde, bleibt.</translation>
    </message>
    <message numerus="yes">
        <source>A table of %Ln photo(s), each with its rank and the reason. Picked:</source>
        <translation>
            <numerusform>Eine Tabelle von %Ln Foto mit Rang und Grund. Es bleiben:</numerusform>
            <numerusform>Eine Tabelle von %Ln Fotos, jedes mit Rang und Grund. Es bleiben:</numerusform>
        </translation>
    </message>
    <message>
        <source>Written: {}</source>
        <translation>Geschrieben: {}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln hard link(s) in {}. They take no space; deleting them deletes no photo.</source>
        <translation>
            <numerusform>%Ln Hardlink in {}. Er braucht keinen Platz; ihn zu löschen löscht kein Foto.</numerusform>
            <numerusform>%Ln Hardlinks in {}. Sie brauchen keinen Platz; sie zu löschen löscht kein Foto.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Linked %Ln photo(s) into {}. Deleting that folder deletes no photo.</source>
        <translation>
            <numerusform>%Ln Foto in {} verlinkt. Den Ordner zu löschen löscht kein Foto.</numerusform>
            <numerusform>%Ln Fotos in {} verlinkt. Den Ordner zu löschen löscht kein Foto.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} in the XMP beside %Ln photo(s), where there are none yet. The photos are not changed.</source>
        <translation>
            <numerusform>{} in das XMP neben %Ln Foto, wo keine stehen. Das Foto bleibt, wie es ist.</numerusform>
            <numerusform>{} in das XMP neben %Ln Fotos, wo keine stehen. Die Fotos bleiben, wie sie sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>{}  new</source>
        <translation>{}  neu</translation>
    </message>
    <message>
        <source>{}  exists: a copy of it is kept</source>
        <translation>{}  schon da: Eine Kopie bleibt</translation>
    </message>
    <message numerus="yes">
        <source>Wrote %Ln XMP file(s). Earlier versions are kept as NAME.xmp.backup: {}.</source>
        <translation>
            <numerusform>%Ln XMP-Datei geschrieben; frühere bleiben als NAME.xmp.backup: {}.</numerusform>
            <numerusform>%Ln XMP-Dateien geschrieben; frühere bleiben als NAME.xmp.backup: {}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) (gets|get) the label {}; {} already have a label and keep it.</source>
        <translation>
            <numerusform>%Ln Foto bekommt die Farbmarkierung {}; {} haben schon eine und behalten sie.</numerusform>
            <numerusform>%Ln Fotos bekommen die Farbmarkierung {}; {} haben schon eine und behalten sie.</numerusform>
        </translation>
    </message>
</context><context>
    <name>faces_question</name>
    <message>
        <source>Look for faces</source>
        <translation>Gesichter suchen</translation>
    </message>
    <message>
        <source>Look for faces in the photos of {}?</source>
        <translation>In den Fotos von {} Gesichter suchen?</translation>
    </message>
    <message>
        <source>The numbers that tell faces apart are personal data. Unless you do this only for yourself and your family, the law may require the consent of the people in the photos, and for children that of their parents.</source>
        <translation>Zahlen, die Gesichter unterscheiden, sind personenbezogene Daten. Wo es nicht nur um Sie selbst und Ihre Familie geht, kann das Recht die Einwilligung der Abgebildeten verlangen, bei Kindern die ihrer Eltern.</translation>
    </message>
    <message>
        <source>Nothing leaves this machine. Texts name only people whom you have marked as agreeing to it. Each person can be deleted for good at any time.</source>
        <translation>Nichts davon verlässt diesen Computer. Texte nennen nur Personen, von denen Sie sagen, dass sie zustimmen. Jede Person lässt sich jederzeit endgültig löschen.</translation>
    </message>
</context><context>
    <name>faces_table</name>
    <message>
        <source>eyes open</source>
        <translation>Augen offen</translation>
    </message>
    <message>
        <source>eyes closed</source>
        <translation>Augen zu</translation>
    </message>
    <message>
        <source>smiles</source>
        <translation>lächelt</translation>
    </message>
    <message>
        <source>eyes: unknown</source>
        <translation>Augen: unklar</translation>
    </message>
    <message>
        <source>Faces of the group, one row a person</source>
        <translation>Gesichter der Gruppe, eine Zeile je Person</translation>
    </message>
    <message>
        <source>Face {}</source>
        <translation>Gesicht {}</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>nicht da</translation>
    </message>
</context><context>
    <name>facets</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>Sterne</translation>
    </message>
    <message>
        <source>Colour label</source>
        <translation>Farbmarkierung</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Markierung</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Rule broken</source>
        <translation>Verletzte Regel</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Motiv</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Keyword</source>
        <translation>Stichwort</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>Witness</source>
        <translation>Zeuge</translation>
    </message>
</context><context>
    <name>facets_pane</name>
    <message>
        <source>Facets: what to filter by</source>
        <translation>Facetten: wonach gefiltert wird</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more …</source>
        <translation>
            <numerusform>%Ln weiterer …</numerusform>
            <numerusform>%Ln weitere …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{}: {}, %Ln photo(s)</source>
        <translation>
            <numerusform>{}: {}, %Ln Foto</numerusform>
            <numerusform>{}: {}, %Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>{}, chosen</source>
        <translation>{}, gewählt</translation>
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
    <name>file_manager</name>
    <message>
        <source>No program for showing folders was found. The photo is in {}.</source>
        <translation>Der Desktop hat kein Programm, das Ordner anzeigt. Das Foto ist in {}.</translation>
    </message>
    <message>
        <source>No program for opening {} was found.</source>
        <translation>Der Desktop hat kein Programm, das {} öffnet.</translation>
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
    <message>
        <source>not applied</source>
        <translation>nicht angewandt</translation>
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
        <source>Needs work first</source>
        <translation>Offenes zuerst</translation>
    </message>
    <message>
        <source>Folder order</source>
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
        <source>By capture time</source>
        <translation>Nach Aufnahmezeit</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Not grouped</source>
        <translation>Ohne Gruppen</translation>
    </message>
    <message>
        <source>By folder</source>
        <translation>Nach Ordner</translation>
    </message>
    <message>
        <source>By day</source>
        <translation>Nach Tag</translation>
    </message>
    <message>
        <source>By place</source>
        <translation>Nach Ort</translation>
    </message>
    <message>
        <source>By series</source>
        <translation>Nach Serie</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
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
        <source>{}:{} — choose from {}. For what the classifier saw: labels:{}.</source>
        <translation>{}:{} — es gibt {}. Was der Klassifikator sah, ist labels:{}.</translation>
    </message>
    <message>
        <source>{0}:{1} — needs four numbers: {0}:47.2,8.4,47.5,8.7 (south, west, north, east)</source>
        <translation>{0}:{1} — dort gehören vier Zahlen hin: {0}:47.2,8.4,47.5,8.7 (Süd, West, Nord, Ost)</translation>
    </message>
    <message>
        <source>{0}:{1} — needs a number: {0}:&gt;6</source>
        <translation>{0}:{1} — dort gehört eine Zahl hin: {0}:&gt;6</translation>
    </message>
    <message>
        <source>{0}:{1} — needs a year, month or day: {0}:2019-05, {0}:&gt;=2019</source>
        <translation>{0}:{1} — dort gehört ein Jahr, Monat oder Tag hin: {0}:2019-05, {0}:&gt;=2019</translation>
    </message>
    <message>
        <source>{}:{} — choose from {}.</source>
        <translation>{}:{} — es gibt {}.</translation>
    </message>
</context><context>
    <name>findings</name>
    <message numerus="yes">
        <source>%Ln warning(s)</source>
        <translation>
            <numerusform>%Ln Warnung</numerusform>
            <numerusform>%Ln Warnungen</numerusform>
        </translation>
    </message>
</context><context>
    <name>foresight</name>
    <message>
        <source>Copy the command that saves these weights</source>
        <translation>Den Befehl kopieren, der diese Gewichte schreibt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Comparing …</source>
        <translation>Wird verglichen …</translation>
    </message>
    <message>
        <source>How well picks match people's choices</source>
        <translation>Wie gut die Auswahl vorhersieht, was Menschen entscheiden</translation>
    </message>
    <message>
        <source>Photos are ranked again without using these decisions, then compared with what people picked, rejected, approved and sent back. In brackets: the 95 % interval.</source>
        <translation>Die Fotos werden noch einmal so geordnet, als hätte niemand etwas gesagt, und mit dem verglichen, was Menschen ausgewählt, abgelehnt, freigegeben und zurückgewiesen haben. In Klammern das Konfidenzintervall von 95 %.</translation>
    </message>
</context><context>
    <name>generate</name>
    <message>
        <source>Current</source>
        <translation>Aktuell</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Start …</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>wie bisher</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Regenerated texts</source>
        <translation>Neu erzeugte Texte</translation>
    </message>
    <message>
        <source>Keep current  K</source>
        <translation>Behalten  K</translation>
    </message>
    <message>
        <source>Keep all the rest</source>
        <translation>Rest behalten</translation>
    </message>
    <message>
        <source>Regenerate</source>
        <translation>Neu schreiben lassen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Photos being written</source>
        <translation>Geschriebene Fotos</translation>
    </message>
    <message numerus="yes">
        <source>Accept %n text(s)</source>
        <translation>
            <numerusform>%n Text übernehmen</numerusform>
            <numerusform>%n Texte übernehmen</numerusform>
        </translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Übernehmen</translation>
    </message>
    <message numerus="yes">
        <source>Accept all %Ln without an error</source>
        <translation>
            <numerusform>%Ln fehlerfreies übernehmen</numerusform>
            <numerusform>Alle %Ln fehlerfreien übernehmen</numerusform>
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
        <source>{} has nothing to write about. Enter a subject (4), then regenerate.</source>
        <translation>{} hat nichts, wonach sich schreiben ließe. Geben Sie dem Foto ein Motiv (4), dann lassen Sie noch einmal schreiben.</translation>
    </message>
    <message>
        <source>{} wrote the same texts again. Regenerate, or enter a subject or a location for it to use.</source>
        <translation>{} hat dieselben Texte geschrieben. Noch einmal neu schreiben lassen, oder dem Foto ein Motiv oder einen Ort geben.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Angehalten. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The captioner stopped unexpectedly (code {}). Nothing was changed: the run's texts and yours are all there.</source>
        <translation>Der Textgenerator ist abgebrochen (Code {}). Nichts wurde geändert; die Texte des Laufs und Ihre sind alle da.</translation>
    </message>
</context><context>
    <name>going</name>
    <message>
        <source>A newer run of this set has finished. Open it: reviewer {}</source>
        <translation>Ein neuerer Lauf dieses Sets ist fertig. Öffnen: reviewer {}</translation>
    </message>
    <message>
        <source>This set is being published (started {}).</source>
        <translation>Dieses Set wird gerade veröffentlicht, seit {}.</translation>
    </message>
    <message>
        <source>This set has been running since {}.</source>
        <translation>Ein Lauf dieses Sets ist im Gang, seit {}.</translation>
    </message>
</context><context>
    <name>group_list</name>
    <message numerus="yes">
        <source>Bracket: %Ln photo(s)</source>
        <translation>
            <numerusform>Belichtungsreihe: %Ln Foto</numerusform>
            <numerusform>Belichtungsreihe: %Ln Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Focus stack: %Ln photo(s)</source>
        <translation>
            <numerusform>Schärfenreihe: %Ln Foto</numerusform>
            <numerusform>Schärfenreihe: %Ln Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Panorama: %Ln photo(s)</source>
        <translation>
            <numerusform>Panorama: %Ln Foto</numerusform>
            <numerusform>Panorama: %Ln Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>kept photo is gone</source>
        <translation>behaltenes Foto fehlt</translation>
    </message>
    <message numerus="yes">
        <source>{} picked, %Ln undecided</source>
        <translation>
            <numerusform>{} ausgewählt, %Ln offen</numerusform>
            <numerusform>{} ausgewählt, %Ln offen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picked</source>
        <translation>
            <numerusform>%Ln ausgewählt</numerusform>
            <numerusform>%Ln ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>kept whole</source>
        <translation>bleibt ganz</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
</context><context>
    <name>group_titles</name>
    <message>
        <source>Select these photos</source>
        <translation>Diese Fotos auswählen</translation>
    </message>
    <message>
        <source>Show only these photos</source>
        <translation>Nur diese Fotos zeigen</translation>
    </message>
    <message>
        <source>Open group</source>
        <translation>Gruppe ausklappen</translation>
    </message>
    <message>
        <source>Collapse group</source>
        <translation>Gruppe einklappen</translation>
    </message>
    <message>
        <source>Collapse or open all groups</source>
        <translation>Alle Gruppen ein- oder ausklappen</translation>
    </message>
</context><context>
    <name>group_view</name>
    <message>
        <source>Photos side by side</source>
        <translation>Fotos nebeneinander</translation>
    </message>
    <message numerus="yes">
        <source>Bracket of %Ln photo(s)</source>
        <translation>
            <numerusform>Belichtungsreihe mit %Ln Foto</numerusform>
            <numerusform>Belichtungsreihe mit %Ln Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Focus stack of %Ln photo(s)</source>
        <translation>
            <numerusform>Schärfenreihe mit %Ln Foto</numerusform>
            <numerusform>Schärfenreihe mit %Ln Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Panorama of %Ln photo(s)</source>
        <translation>
            <numerusform>Panorama mit %Ln Foto</numerusform>
            <numerusform>Panorama mit %Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>One photo</source>
        <translation>Ein Foto</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) of one moment</source>
        <translation>
            <numerusform>%Ln Foto von einem Moment</numerusform>
            <numerusform>%Ln Fotos von einem Moment</numerusform>
        </translation>
    </message>
    <message>
        <source>{}. Reopen the group to choose again, or keep another photo.</source>
        <translation>{}. Die Gruppe wieder öffnen, um neu zu wählen, oder ein anderes Foto behalten.</translation>
    </message>
    <message>
        <source>{}. There is nothing to choose from.</source>
        <translation>{}. Hier gibt es nichts zu wählen.</translation>
    </message>
    <message>
        <source>Decided. Reopen it, or keep another photo.</source>
        <translation>Entschieden: Öffnen Sie die Gruppe wieder, oder behalten Sie ein anderes Foto.</translation>
    </message>
    <message>
        <source>The best photo comes first. Keep it or another one; the rest are rejected.</source>
        <translation>Das beste Foto steht vorn. Behalten Sie es oder ein anderes; die übrigen werden abgelehnt.</translation>
    </message>
</context><context>
    <name>grouping</name>
    <message>
        <source>without a date</source>
        <translation>ohne Datum</translation>
    </message>
    <message>
        <source>without a place</source>
        <translation>ohne Ort</translation>
    </message>
    <message>
        <source>in no series</source>
        <translation>in keiner Serie</translation>
    </message>
    <message>
        <source>in no folder</source>
        <translation>in keinem Ordner</translation>
    </message>
</context><context>
    <name>help</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
</context><context>
    <name>hints</name>
    <message>
        <source>Drop a folder of photos here, or make a new set (Ctrl+N). Nothing is published until you approve it.</source>
        <translation>Ziehen Sie einen Ordner mit Fotos hierher oder legen Sie ein neues Set an (Strg+N). Nichts wird veröffentlicht, bevor Sie es freigeben.</translation>
    </message>
    <message>
        <source>Enter what all photos of a set show, and where. Leave empty what differs from photo to photo.</source>
        <translation>Sagen Sie, was alle Fotos eines Sets zeigen und wo. Was von Foto zu Foto verschieden ist, bleibt besser leer.</translation>
    </message>
    <message>
        <source>Runs continue when you leave this page or close the window. You can review what is ready at once.</source>
        <translation>Läufe gehen weiter, wenn Sie diese Seite verlassen oder das Fenster schließen. Was fertig ist, kann sofort geprüft werden.</translation>
    </message>
    <message>
        <source>A approves, R rejects, N goes to the next undecided photo, 1 to 6 edit. Ctrl+Z undoes anything.</source>
        <translation>A gibt frei, R lehnt ab, N geht zum nächsten offenen Foto, 1 bis 6 bearbeiten. Strg+Z macht alles rückgängig.</translation>
    </message>
    <message>
        <source>First look through the groups on the left: what is new, what changes, what is held back and why.</source>
        <translation>Sehen Sie zuerst die Gruppen links durch: was neu ist, was sich ändert, was zurückbleibt und warum.</translation>
    </message>
    <message>
        <source>Name the large groups first, then answer whether two groups are the same person (Q).</source>
        <translation>Geben Sie zuerst jeder großen Gruppe einen Namen; beantworten Sie dann, ob zwei Gruppen dieselbe Person sind (Q).</translation>
    </message>
    <message>
        <source>K keeps the photo and goes to the next group, S keeps the other one, B both, X none. Arrow keys move between photos.</source>
        <translation>K behält das Foto und geht weiter, S behält das andere, B beide, X keines. Pfeile gehen von Foto zu Foto.</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Got it</source>
        <translation>Verstanden</translation>
    </message>
</context><context>
    <name>histogram</name>
    <message>
        <source>Clipped: {}% black, {}% white · J shows where</source>
        <translation>Beschnitten: {} % schwarz, {} % weiß · J zeigt, wo</translation>
    </message>
    <message>
        <source>There is no picture to measure.</source>
        <translation>Es gibt kein Bild zum Messen.</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Histogramm</translation>
    </message>
    <message>
        <source>{}% of it black, {}% of it clipped to white</source>
        <translation>{} % davon schwarz, {} % zu Weiß beschnitten</translation>
    </message>
</context><context>
    <name>history</name>
    <message>
        <source>It has not been changed.</source>
        <translation>Niemand hat es geändert.</translation>
    </message>
    <message>
        <source>First draft compared with the current texts</source>
        <translation>Erster Entwurf im Vergleich mit den aktuellen Texten</translation>
    </message>
    <message>
        <source>Changes by people</source>
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
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Show the history of one field</source>
        <translation>Verlauf eines Felds zeigen</translation>
    </message>
    <message>
        <source>Everything, newest first</source>
        <translation>Alles, Neuestes zuerst</translation>
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
    <message>
        <source>set the rating: {}</source>
        <translation>hat bewertet: {}</translation>
    </message>
</context><context>
    <name>intake</name>
    <message>
        <source>Set file</source>
        <translation>Datei des Sets</translation>
    </message>
    <message>
        <source>This will be written to {} when you start the set.</source>
        <translation>Das wird nach {} geschrieben, wenn das Set gestartet wird.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Not before</source>
        <translation>Nicht vor</translation>
    </message>
    <message>
        <source>Earliest start time</source>
        <translation>Uhrzeit, ab der sie starten dürfen</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>Show YAML</source>
        <translation>YAML zeigen</translation>
    </message>
    <message>
        <source>Start this set</source>
        <translation>Dieses Set starten</translation>
    </message>
    <message>
        <source>Start set</source>
        <translation>Set starten</translation>
    </message>
    <message numerus="yes">
        <source>Start %Ln set(s)</source>
        <translation>
            <numerusform>%Ln Set starten</numerusform>
            <numerusform>%Ln Sets starten</numerusform>
        </translation>
    </message>
    <message>
        <source>What you planned cannot be saved: {}</source>
        <translation>Ihre Planung lässt sich nicht speichern: {}</translation>
    </message>
    <message>
        <source>You stopped the scan of this folder. F5 scans again.</source>
        <translation>Sie haben das Ansehen dieses Ordners abgebrochen. F5 sieht ihn noch einmal an.</translation>
    </message>
    <message>
        <source>what all of them show; empty if they show different things</source>
        <translation>was alle zeigen; leer bei verschiedenen Dingen</translation>
    </message>
    <message>
        <source>if it is a single place</source>
        <translation>wenn es ein einziger ist</translation>
    </message>
    <message>
        <source>what your site calls this kind of photo</source>
        <translation>wie Ihre Website solche Fotos nennt</translation>
    </message>
    <message>
        <source>true of every photo, separated by commas</source>
        <translation>gelten für jedes Foto, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Name of the set</source>
        <translation>Name des Sets</translation>
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
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>Captioner</source>
        <translation>Textgenerator</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Language of the texts</source>
        <translation>Sprache der Texte</translation>
    </message>
    <message>
        <source>Used as the name of a file and a folder.</source>
        <translation>Er wird der Name einer Datei und eines Ordners.</translation>
    </message>
    <message>
        <source>It is used for every photo, as if you had entered it for each one.</source>
        <translation>Es steht in jedem Text, als hätten Sie es von jedem Foto gesagt.</translation>
    </message>
    <message>
        <source>The rules for the texts.</source>
        <translation>Woran sich Texte halten müssen.</translation>
    </message>
    <message>
        <source>What writes the texts.</source>
        <translation>Wer die Texte schreibt.</translation>
    </message>
    <message>
        <source>folder {}</source>
        <translation>Ordner {}</translation>
    </message>
    <message>
        <source> It does not see the pictures.</source>
        <translation> Die Bilder sieht er nicht.</translation>
    </message>
    <message>
        <source>The best one available</source>
        <translation>Der beste, der bereit ist</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>to be downloaded</source>
        <translation>wird heruntergeladen</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>nicht verfügbar</translation>
    </message>
    <message>
        <source>Another window, or the set's file, has “{}” here. Both are kept. Which one is right?</source>
        <translation>Ein anderes Fenster oder die Datei des Sets hat hier „{}“. Beides bleibt erhalten: Was gilt?</translation>
    </message>
    <message>
        <source>Keep this one</source>
        <translation>Diesen behalten</translation>
    </message>
    <message>
        <source>Use the other</source>
        <translation>Den anderen nehmen</translation>
    </message>
    <message>
        <source>Looking at every photo to split them …</source>
        <translation>Alle Fotos werden angesehen, um sie zu teilen …</translation>
    </message>
    <message>
        <source>Looking at some of the photos …</source>
        <translation>Einige der Fotos werden angesehen …</translation>
    </message>
    <message>
        <source>Split by what they show</source>
        <translation>Nach dem Gezeigten teilen</translation>
    </message>
    <message>
        <source>Split by subfolder ({})</source>
        <translation>Nach Unterordnern teilen ({})</translation>
    </message>
    <message>
        <source>Usual for such photos: {}</source>
        <translation>Üblich für solche Fotos: {}</translation>
    </message>
    <message>
        <source>You already have this set. Its file is changed only where you change something here.</source>
        <translation>Dieses Set gibt es: In seiner Datei wird geändert, was Sie hier ändern.</translation>
    </message>
    <message>
        <source>You can change that set instead, or give this one another name.</source>
        <translation>Stattdessen können Sie jenes hier ändern, oder dieses bekommt einen anderen Namen.</translation>
    </message>
    <message>
        <source>Change that set</source>
        <translation>Jenes Set ändern</translation>
    </message>
    <message>
        <source>Another name</source>
        <translation>Anderer Name</translation>
    </message>
    <message>
        <source>Use “{}”</source>
        <translation>„{}“ verwenden</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) so far</source>
        <translation>
            <numerusform>%Ln Foto bisher</numerusform>
            <numerusform>%Ln Fotos bisher</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting …</source>
        <translation>Wartet …</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>Wird angesehen …</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>{} to {}</source>
        <translation>{} bis {}</translation>
    </message>
    <message>
        <source>about {}</source>
        <translation>etwa {}</translation>
    </message>
    <message>
        <source>This folder cannot be read</source>
        <translation>Dieser Ordner ist nicht lesbar</translation>
    </message>
    <message>
        <source>No photos in it</source>
        <translation>Keine Fotos darin</translation>
    </message>
    <message>
        <source>Two texts for one field: choose</source>
        <translation>Zwei Texte für ein Feld: wählen Sie</translation>
    </message>
    <message>
        <source>Recognising …</source>
        <translation>Wird erkannt …</translation>
    </message>
    <message>
        <source>Ready to start</source>
        <translation>Startbereit</translation>
    </message>
    <message>
        <source>Looks like “{}”: seen in {} of {} photos.</source>
        <translation>Vermutlich „{}“: erkannt auf {} von {} Fotos.</translation>
    </message>
    <message>
        <source>Looks like “{}”: seen in {} of {} sampled photos, so probably in {} to {} of all.</source>
        <translation>Vermutlich „{}“: erkannt auf {} von {} angesehenen Fotos; von allen wären das {} bis {}.</translation>
    </message>
    <message>
        <source>nothing recognised</source>
        <translation>nichts erkannt</translation>
    </message>
    <message>
        <source>Different: {}</source>
        <translation>Abweichend: {}</translation>
    </message>
    <message>
        <source>The photos show different things: {}. A set for each would get better texts.</source>
        <translation>Die Fotos zeigen Verschiedenes: {}. Mit einem Set für jedes werden die Texte besser.</translation>
    </message>
    <message>
        <source>Nothing was recognised that most photos have in common. Enter it yourself, or leave it empty.</source>
        <translation>Es wurde nichts erkannt, was die meisten Fotos gemeinsam haben. Sagen Sie es selbst, oder lassen Sie das Feld leer.</translation>
    </message>
    <message numerus="yes">
        <source>By GPS of %Ln photo(s): {}</source>
        <translation>
            <numerusform>Nach dem GPS von %Ln Foto: {}</numerusform>
            <numerusform>Nach dem GPS von %Ln Fotos: {}</numerusform>
        </translation>
    </message>
    <message>
        <source>Any photos</source>
        <translation>Beliebige Fotos</translation>
    </message>
    <message>
        <source>Animals and plants</source>
        <translation>Tiere und Pflanzen</translation>
    </message>
    <message>
        <source>Aircraft</source>
        <translation>Luftfahrt</translation>
    </message>
    <message>
        <source>Travel: places and buildings</source>
        <translation>Reise: Orte und Gebäude</translation>
    </message>
    <message>
        <source>Studio: macro, water drops, still life</source>
        <translation>Studio: Makro, Wassertropfen, Stillleben</translation>
    </message>
    <message>
        <source>This folder contains no photo that this program can read.</source>
        <translation>In diesem Ordner ist kein Foto, das dieses Programm lesen kann.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) cannot be read and would be left out.</source>
        <translation>
            <numerusform>%Ln Foto ist zurzeit nicht lesbar und würde ausgelassen.</numerusform>
            <numerusform>%Ln Fotos sind zurzeit nicht lesbar und würden ausgelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out: {}.</source>
        <translation>Ausgelassen: {}.</translation>
    </message>
    <message>
        <source>videos</source>
        <translation>Videos</translation>
    </message>
    <message>
        <source>sidecars</source>
        <translation>Begleitdateien</translation>
    </message>
    <message>
        <source>other files</source>
        <translation>andere Dateien</translation>
    </message>
    <message>
        <source>raw files beside their pictures</source>
        <translation>Rohdateien neben ihren Bildern</translation>
    </message>
    <message>
        <source>folders that cannot be read</source>
        <translation>nicht lesbare Ordner</translation>
    </message>
    <message>
        <source>hidden files</source>
        <translation>versteckte Dateien</translation>
    </message>
    <message>
        <source>photos of the other sets</source>
        <translation>Fotos der anderen Sets</translation>
    </message>
    <message>
        <source>folders called {}</source>
        <translation>Ordner namens {}</translation>
    </message>
    <message>
        <source>New sets</source>
        <translation>Neue Sets</translation>
    </message>
    <message>
        <source>Add a folder …</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>Your earlier plans cannot be read. The file is kept: {}</source>
        <translation>Was vorher geplant war, ist nicht lesbar. Es bleibt erhalten: {}</translation>
    </message>
    <message>
        <source>Folder of photos</source>
        <translation>Ordner mit Fotos</translation>
    </message>
    <message>
        <source>Copied: {}</source>
        <translation>Kopiert: {}</translation>
    </message>
    <message>
        <source>Photos of this folder</source>
        <translation>Fotos aus diesem Ordner</translation>
    </message>
    <message>
        <source>The scan of this folder ended early ({}).</source>
        <translation>Dieser Ordner konnte nicht zu Ende angesehen werden ({}).</translation>
    </message>
    <message>
        <source>Drop one or several folders of photos here</source>
        <translation>Einen oder mehrere Ordner mit Fotos hierher ziehen</translation>
    </message>
    <message>
        <source>Each folder becomes a set: photos that have something in common, such as a place or a subject. Your photos are only read, and nothing starts until you say so.</source>
        <translation>Jeder Ordner wird ein Set: Fotos, die etwas gemeinsam haben, etwa einen Ort oder ein Motiv. Sie werden nur gelesen, und nichts beginnt, bevor Sie es starten.</translation>
    </message>
    <message>
        <source>Choose a folder …</source>
        <translation>Ordner wählen …</translation>
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
    <name>leaving</name>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Leave without saving</source>
        <translation>Ohne Speichern verlassen</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Hier bleiben</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Wird gespeichert</translation>
    </message>
    <message>
        <source>Not everything is saved</source>
        <translation>Nicht alles ist gespeichert</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>Wird gespeichert …</translation>
    </message>
    <message>
        <source>Stopping; what is done is being saved …</source>
        <translation>Laufende Arbeiten werden angehalten; was fertig ist, ist gespeichert …</translation>
    </message>
</context><context>
    <name>left_names</name>
    <message>
        <source>Tables, training data and pictures that were exported or copied elsewhere are not searched.</source>
        <translation>Tabellen, Trainingsdaten und Bilder, die exportiert oder anderswohin kopiert wurden, werden nicht durchsucht.</translation>
    </message>
    <message numerus="yes">
        <source>The name is in %Ln published photo(s) at {}. Change the texts and publish again, or unpublish: {}</source>
        <translation>
            <numerusform>Der Name steht in %Ln veröffentlichten Foto bei {}: den Text ändern und neu veröffentlichen, oder es zurückziehen: {}</numerusform>
            <numerusform>Der Name steht in %Ln veröffentlichten Fotos bei {}: die Texte ändern und neu veröffentlichen, oder sie zurückziehen: {}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unfinished publish(es) (contains|contain) the name: publish again, or unpublish the photo.</source>
        <translation>
            <numerusform>%Ln Veröffentlichung, in der der Name steht, kam nicht zu Ende: noch einmal veröffentlichen oder das Foto zurückziehen.</numerusform>
            <numerusform>%Ln Veröffentlichungen, in denen der Name steht, kamen nicht zu Ende: noch einmal veröffentlichen oder die Fotos zurückziehen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The name is in %Ln file name(s), which (stays|stay) reserved.</source>
        <translation>
            <numerusform>Der Name steht in %Ln Dateinamen, der vergeben bleibt.</numerusform>
            <numerusform>Der Name steht in %Ln Dateinamen, die vergeben bleiben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The name is in %Ln old address(es) at targets, which (redirects|redirect) to current photos.</source>
        <translation>
            <numerusform>Der Name steht in %Ln alten Adresse bei einem Ziel, die zu einem heutigen Foto weiterleitet.</numerusform>
            <numerusform>Der Name steht in %Ln alten Adressen bei Zielen, die zu heutigen Fotos weiterleiten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The name is in %Ln text(s) written by people: edit them in the review.</source>
        <translation>
            <numerusform>Der Name steht in %Ln Text, den jemand geschrieben hat: in der Prüfung bearbeiten.</numerusform>
            <numerusform>Der Name steht in %Ln Texten, die jemand geschrieben hat: in der Prüfung bearbeiten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The name is in %Ln decision(s), in the text or reason saved with it.</source>
        <translation>
            <numerusform>Der Name steht in %Ln Entscheidung: im Text oder in der Begründung, die damit festgehalten wurde.</numerusform>
            <numerusform>Der Name steht in %Ln Entscheidungen: im Text oder in der Begründung, die damit festgehalten wurde.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tables and reports of %Ln earlier run(s) still contain the name. To remove it, delete (its folder|their folders):</source>
        <translation>
            <numerusform>Tabellen und Berichte von %Ln früheren Lauf enthalten den Namen noch. Um ihn loszuwerden, den Ordner löschen:</numerusform>
            <numerusform>Tabellen und Berichte von %Ln früheren Läufen enthalten den Namen noch. Um ihn loszuwerden, die Ordner löschen:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other file(s) of this program (contains|contain) the name. Delete (it|them) or remove the name:</source>
        <translation>
            <numerusform>%Ln andere Datei dieses Programms enthält den Namen. Sie löschen, oder ihn herausnehmen:</numerusform>
            <numerusform>%Ln andere Dateien dieses Programms enthalten den Namen. Sie löschen, oder ihn herausnehmen:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln exported XMP file(s) (contains|contain) the name:</source>
        <translation>
            <numerusform>%Ln exportierte XMP-Datei enthält den Namen:</numerusform>
            <numerusform>%Ln exportierte XMP-Dateien enthalten den Namen:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln exported XMP file(s) (contains the name and was|contain the name and were) changed by another program: remove it there.</source>
        <translation>
            <numerusform>%Ln exportierte XMP-Datei enthält den Namen und wurde von einem anderen Programm geändert: ihn dort herausnehmen.</numerusform>
            <numerusform>%Ln exportierte XMP-Dateien enthalten den Namen und wurden von einem anderen Programm geändert: ihn dort herausnehmen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>XMP files were exported into %Ln folder(s) that (is|are) not there now, such as on a drive that is not connected. They may contain the name:</source>
        <translation>
            <numerusform>XMP-Dateien wurden in %Ln Ordner exportiert, der jetzt nicht da ist, etwa auf einem Laufwerk, das nicht angeschlossen ist. Sie können den Namen enthalten:</numerusform>
            <numerusform>XMP-Dateien wurden in %Ln Ordner exportiert, die jetzt nicht da sind, etwa auf einem Laufwerk, das nicht angeschlossen ist. Sie können den Namen enthalten:</numerusform>
        </translation>
    </message>
</context><context>
    <name>loupe</name>
    <message>
        <source>Loupe</source>
        <translation>Lupe</translation>
    </message>
</context><context>
    <name>main_window</name>
    <message>
        <source>{}: {} Your text is kept. Which one is right?</source>
        <translation>{}: {} Ihr Text ist gesichert: Welcher gilt?</translation>
    </message>
    <message>
        <source>Show the photo</source>
        <translation>Foto zeigen</translation>
    </message>
    <message numerus="yes">
        <source>Show %Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto zeigen</numerusform>
            <numerusform>%Ln Fotos zeigen</numerusform>
        </translation>
    </message>
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
        <source>There is no other undecided photo here.</source>
        <translation>Hier ist kein anderes Foto mehr unentschieden.</translation>
    </message>
    <message>
        <source>The settings cannot be saved: {}</source>
        <translation>Die Einstellungen können nicht gespeichert werden: {}</translation>
    </message>
</context><context>
    <name>map_page</name>
    <message>
        <source>Map of the photos</source>
        <translation>Karte der Fotos</translation>
    </message>
    <message>
        <source>None of these photos has a position.</source>
        <translation>Keines dieser Fotos sagt, wo es aufgenommen wurde.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) with a position of {}</source>
        <translation>
            <numerusform>%Ln Foto mit Position von {}</numerusform>
            <numerusform>%Ln Fotos mit Position von {}</numerusform>
        </translation>
    </message>
    <message>
        <source>drag a rectangle or click a group to filter; move with the right mouse button, wheel or keys</source>
        <translation>Rechteck aufziehen oder Gruppe anklicken filtert; rechte Taste, Rad und Tasten bewegen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) near {}, {}</source>
        <translation>
            <numerusform>%Ln Foto bei {}, {}</numerusform>
            <numerusform>%Ln Fotos bei {}, {}</numerusform>
        </translation>
    </message>
</context><context>
    <name>measure_question</name>
    <message>
        <source>Measure sharpness</source>
        <translation>Schärfe messen</translation>
    </message>
    <message>
        <source>Run {} again and measure sharpness?</source>
        <translation>{} noch einmal laufen lassen und die Schärfe messen?</translation>
    </message>
    <message>
        <source>The run opens every photo again, but reuses the texts and everything else that has not changed. Your decisions stay. The run also picks the number of photos that you chose.</source>
        <translation>Der Lauf öffnet jedes Foto noch einmal, übernimmt aber die Texte und alles andere, was gleich geblieben ist. Ihre Entscheidungen bleiben. Der Lauf wählt auch so viele Fotos aus, wie Sie angegeben haben.</translation>
    </message>
    <message>
        <source>Measure and pick</source>
        <translation>Messen und auswählen</translation>
    </message>
</context><context>
    <name>measures</name>
    <message>
        <source>Sharpness</source>
        <translation>Schärfe</translation>
    </message>
    <message>
        <source>Eyes</source>
        <translation>Augen</translation>
    </message>
    <message>
        <source>Smiles</source>
        <translation>Lächeln</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>Gesichter</translation>
    </message>
    <message>
        <source>cut off by the edge</source>
        <translation>vom Rand angeschnitten</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Es fehlt</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>the sharpest of the group</source>
        <translation>das schärfste der Gruppe</translation>
    </message>
    <message>
        <source>as sharp as the sharpest</source>
        <translation>so scharf wie das schärfste</translation>
    </message>
    <message>
        <source>a little softer than the sharpest</source>
        <translation>etwas weicher als das schärfste</translation>
    </message>
    <message>
        <source>clearly softer than the sharpest</source>
        <translation>deutlich weicher als das schärfste</translation>
    </message>
    <message>
        <source>not known for everybody</source>
        <translation>nicht bei allen zu erkennen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>closed: {}</source>
        <translation>zu: {}</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>zu</translation>
    </message>
    <message>
        <source>everybody unobscured</source>
        <translation>alle vorn</translation>
    </message>
    <message>
        <source>not everybody unobscured</source>
        <translation>nicht alle vorn</translation>
    </message>
    <message>
        <source>highlights lost in {}</source>
        <translation>Lichter ausgefressen auf {}</translation>
    </message>
    <message>
        <source>shadows lost in {}</source>
        <translation>Tiefen zugelaufen auf {}</translation>
    </message>
    <message>
        <source>as good as the best</source>
        <translation>so gut wie das beste</translation>
    </message>
    <message>
        <source>a little worse than the best</source>
        <translation>etwas schlechter als das beste</translation>
    </message>
    <message>
        <source>clearly worse than the best</source>
        <translation>deutlich schlechter als das beste</translation>
    </message>
</context><context>
    <name>named_faces</name>
    <message>
        <source>No face was found in this photo. Ctrl+Shift+D draws one.</source>
        <translation>In diesem Foto wurde kein Gesicht gefunden: Strg+Umschalt+D zeichnet eines ein.</translation>
    </message>
    <message>
        <source>Faces can be drawn in the photo view of a set with people.</source>
        <translation>Gesichter zeichnet man in der Fotoansicht eines Sets ein, in dem nach Personen gesucht wird.</translation>
    </message>
    <message>
        <source>Draw a box around the face. Esc cancels.</source>
        <translation>Ziehen Sie einen Rahmen um das Gesicht. Escape bricht ab.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>Wer ist das?</translation>
    </message>
    <message>
        <source>{} is saved; texts will use it from the next run of the set</source>
        <translation>{} ist gespeichert; Texte erfahren davon im nächsten Lauf des Sets</translation>
    </message>
    <message>
        <source>stranger</source>
        <translation>fremd</translation>
    </message>
</context><context>
    <name>naming</name>
    <message>
        <source>{} now belongs to another photo: choose another name.</source>
        <translation>{} gehört jetzt einem anderen Foto: einen anderen Namen wählen.</translation>
    </message>
</context><context>
    <name>nobody_page</name>
    <message>
        <source>Look for faces</source>
        <translation>Gesichter suchen</translation>
    </message>
    <message>
        <source>Faces have been looked for in every set.</source>
        <translation>In allen Sets wurde nach Gesichtern gesucht.</translation>
    </message>
    <message>
        <source>Look for faces …</source>
        <translation>Gesichter suchen …</translation>
    </message>
    <message>
        <source>Look for faces in {}</source>
        <translation>In {} Gesichter suchen</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>Copy the command for {}</source>
        <translation>Befehl für {} kopieren</translation>
    </message>
    <message>
        <source>The command was copied.</source>
        <translation>Der Befehl ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>Faces in your photos are found and grouped by person. You name a group once; your names are kept whatever is computed again later. You can filter by name. Captions use names only of people who have agreed to it.</source>
        <translation>Gesichter in Ihren Fotos werden gefunden und nach Personen gruppiert. Sie benennen eine Gruppe einmal; was Sie sagen, bleibt erhalten, was auch immer später neu berechnet wird. Nach Namen lässt sich filtern; Bildtexte verwenden sie nur bei Personen, die zugestimmt haben.</translation>
    </message>
    <message>
        <source>What is stored, and where</source>
        <translation>Was gespeichert wird, und wo</translation>
    </message>
    <message>
        <source>Everything stays on this machine, in {}: pictures of faces and the numbers that tell them apart in the folder faces, names and your other answers in catalog.db. Your photos are not changed. A person can be deleted for good at any time, with everything that was computed from the face.</source>
        <translation>Alles bleibt auf diesem Rechner, unter {}: Bilder der Gesichter und die Zahlen, die sie unterscheiden, im Ordner faces; Namen und was Sie sonst sagen in catalog.db. Ihre Fotos werden nicht verändert. Eine Person lässt sich jederzeit endgültig löschen, mit allem, was zu ihrem Gesicht berechnet wurde.</translation>
    </message>
    <message>
        <source>How to begin</source>
        <translation>So geht es los</translation>
    </message>
    <message>
        <source>It is off for these sets. Press Look for faces to run one again (what has not changed is reused), or use the command below.</source>
        <translation>Für diese Sets ist es ausgeschaltet. „Gesichter suchen“ lässt eines noch einmal laufen; was sich nicht geändert hat, wird wieder verwendet. Oder führen Sie den Befehl unten aus.</translation>
    </message>
</context><context>
    <name>offer</name>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
</context><context>
    <name>operations</name>
    <message>
        <source>This failed because of a defect in the program: {}: {}</source>
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
        <source>Run {} is still running. These photos are ready so far.</source>
        <translation>Lauf {} ist noch unterwegs: Diese Fotos sind bisher fertig.</translation>
    </message>
    <message>
        <source>They can be edited and rejected. They can be approved once the run has ended and named them.</source>
        <translation>Sie können bearbeitet und abgelehnt werden; freigegeben werden sie, wenn der Lauf zu Ende ist und sie benannt hat.</translation>
    </message>
</context><context>
    <name>page</name>
    <message>
        <source>The folder is back.</source>
        <translation>Der Ordner ist wieder da.</translation>
    </message>
    <message>
        <source>photo-runner {}: names, captions, alt text and keywords for your photos, approved by a person.</source>
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
        <source>Texts, evidence, history</source>
        <translation>Texte, Belege, Verlauf</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>No photo</source>
        <translation>Kein Foto</translation>
    </message>
    <message>
        <source>No photo matches this filter. Ctrl+Shift+F shows all photos.</source>
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
    <name>people</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>People were changed elsewhere. The changes are now shown.</source>
        <translation>Woanders wurde etwas zu Personen angegeben: Es wird jetzt angezeigt.</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Faces of the group</source>
        <translation>Gesichter der Gruppe</translation>
    </message>
    <message>
        <source>No faces were found.</source>
        <translation>Es wurde nach Gesichtern gesucht und keines gefunden.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln with a name</source>
        <translation>
            <numerusform>%Ln mit Namen</numerusform>
            <numerusform>%Ln mit Namen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln group(s) without a name</source>
        <translation>
            <numerusform>%Ln Gruppe ohne Namen</numerusform>
            <numerusform>%Ln Gruppen ohne Namen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln set aside</source>
        <translation>
            <numerusform>%Ln beiseitegelegt</numerusform>
            <numerusform>%Ln beiseitegelegt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln face(s)</source>
        <translation>
            <numerusform>%Ln Gesicht</numerusform>
            <numerusform>%Ln Gesichter</numerusform>
        </translation>
    </message>
    <message>
        <source>You changed people in another place. That change is now shown; undo again to take it back.</source>
        <translation>Sie haben an anderer Stelle etwas anderes über Personen gesagt. Es wird jetzt angezeigt: noch einmal rückgängig machen, um es zurückzunehmen.</translation>
    </message>
    <message>
        <source>Person without a name</source>
        <translation>Person ohne Namen</translation>
    </message>
    <message>
        <source>Stranger</source>
        <translation>Fremde Person</translation>
    </message>
    <message>
        <source>No face</source>
        <translation>Kein Gesicht</translation>
    </message>
    <message>
        <source>No name yet</source>
        <translation>Noch ohne Namen</translation>
    </message>
</context><context>
    <name>people_exchange</name>
    <message>
        <source>Import names</source>
        <translation>Namen übernehmen</translation>
    </message>
    <message>
        <source>Write XMP files</source>
        <translation>XMP-Dateien schreiben</translation>
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
        <source>Exchange names with other programs</source>
        <translation>Personen und andere Programme</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Set</translation>
    </message>
    <message>
        <source>Folder of the XMP files</source>
        <translation>Ordner der XMP-Dateien</translation>
    </message>
    <message>
        <source>Choose where</source>
        <translation>Ort wählen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Wie weit es ist</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>{} of {} photos ({})</source>
        <translation>{} von {} Fotos ({})</translation>
    </message>
    <message>
        <source>Names that Lightroom, digiKam, Picasa and others gave to faces, in the photos or in files beside them. Your own answers stay; photos are only read.</source>
        <translation>Gesichter, die Lightroom, digiKam, Picasa und andere benannt haben, in den Fotos oder in Dateien daneben. Was Sie selbst gesagt haben, bleibt; die Fotos werden nur gelesen.</translation>
    </message>
    <message>
        <source>A file such as IMG_1.JPG.xmp for each photo with named faces, for those programs. Photos and the files beside them are not changed, nor is any file in that folder that was not written by this program.</source>
        <translation>Eine Datei IMG_1.JPG.xmp für jedes Foto mit benannten Gesichtern, für solche Programme. Die Fotos und was daneben liegt bleiben, wie sie sind, ebenso jede Datei in diesem Ordner, die nicht von hier stammt.</translation>
    </message>
    <message>
        <source>Stopped: nothing was imported.</source>
        <translation>Angehalten: Nichts wurde übernommen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln face(s) imported, {} with a name; {} were known already.</source>
        <translation>
            <numerusform>%Ln Gesicht übernommen, {} mit Namen; {} waren bekannt.</numerusform>
            <numerusform>%Ln Gesichter übernommen, {} mit Namen; {} waren bekannt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln face(s) left as you answered.</source>
        <translation>
            <numerusform>%Ln Gesicht bleibt, wie Sie es gesagt haben.</numerusform>
            <numerusform>%Ln Gesichter bleiben, wie Sie es gesagt haben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln face(s) left out: deleted for good.</source>
        <translation>
            <numerusform>%Ln Gesicht ausgelassen: für immer vergessen.</numerusform>
            <numerusform>%Ln Gesichter ausgelassen: für immer vergessen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln face(s) left out: the photo was cropped after they were marked.</source>
        <translation>
            <numerusform>%Ln Gesicht ausgelassen: Das Foto wurde beschnitten, nachdem es markiert worden war.</numerusform>
            <numerusform>%Ln Gesichter ausgelassen: Das Foto wurde beschnitten, nachdem sie markiert worden waren.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln name(s) left out: no face was marked.</source>
        <translation>
            <numerusform>%Ln Name ausgelassen: Es ist kein Gesicht markiert.</numerusform>
            <numerusform>%Ln Namen ausgelassen: Es ist kein Gesicht markiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose another folder. What has been written so far stays.</source>
        <translation>Wählen Sie einen anderen Ordner. Was bis dahin geschrieben wurde, bleibt.</translation>
    </message>
    <message>
        <source>Nobody in the photos of this set has a name yet, so there is nothing to write.</source>
        <translation>In den Fotos dieses Sets hat noch niemand einen Namen: Es gibt nichts zu schreiben.</translation>
    </message>
    <message numerus="yes">
        <source>Wrote %Ln XMP file(s) into {}.</source>
        <translation>
            <numerusform>%Ln XMP-Datei in {} geschrieben.</numerusform>
            <numerusform>%Ln XMP-Dateien in {} geschrieben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln XMP file(s) by other programs, or changed by one, (was|were) not replaced: choose another folder.</source>
        <translation>
            <numerusform>%Ln XMP-Datei eines anderen Programms oder von einem geändert blieb, wie sie ist: einen anderen Ordner wählen.</numerusform>
            <numerusform>%Ln XMP-Dateien anderer Programme oder von einem geändert blieben, wie sie sind: einen anderen Ordner wählen.</numerusform>
        </translation>
    </message>
</context><context>
    <name>people_page</name>
    <message numerus="yes">
        <source>%Ln face(s): {}</source>
        <translation>
            <numerusform>%Ln Gesicht: {}</numerusform>
            <numerusform>%Ln Gesichter: {}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln group(s) merged into one person</source>
        <translation>
            <numerusform>%Ln Gruppe ist eine Person</numerusform>
            <numerusform>%Ln Gruppen sind eine Person</numerusform>
        </translation>
    </message>
    <message>
        <source>Importance of {} saved</source>
        <translation>Wie wichtig {} ist, ist gespeichert</translation>
    </message>
    <message>
        <source>Captions may name {} from the next run on</source>
        <translation>Bildtexte dürfen {} nennen, ab dem nächsten Lauf eines Sets</translation>
    </message>
    <message>
        <source>Captions will not name {} from the next run on</source>
        <translation>Bildtexte nennen {} nicht, ab dem nächsten Lauf eines Sets</translation>
    </message>
    <message>
        <source>Published with the name</source>
        <translation>Mit dem Namen veröffentlicht</translation>
    </message>
    <message numerus="yes">
        <source>%Ln face(s): not {}</source>
        <translation>
            <numerusform>%Ln Gesicht: nicht {}</numerusform>
            <numerusform>%Ln Gesichter: nicht {}</numerusform>
        </translation>
    </message>
    <message>
        <source>Select the faces to split off.</source>
        <translation>Wählen Sie einige der Gesichter aus: Diese werden abgetrennt.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln face(s) split off</source>
        <translation>
            <numerusform>%Ln Gesicht abgetrennt</numerusform>
            <numerusform>%Ln Gesichter abgetrennt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln face(s) marked as stranger</source>
        <translation>
            <numerusform>%Ln Gesicht: jemand, der keinen Namen braucht</numerusform>
            <numerusform>%Ln Gesichter: jemand, der keinen Namen braucht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln face(s) marked as no face</source>
        <translation>
            <numerusform>%Ln: kein Gesicht</numerusform>
            <numerusform>%Ln: kein Gesicht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln face(s): answers cleared</source>
        <translation>
            <numerusform>%Ln Gesicht: Angaben zurückgenommen</numerusform>
            <numerusform>%Ln Gesichter: Angaben zurückgenommen</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to undo</source>
        <translation>Es gibt nichts rückgängig zu machen</translation>
    </message>
    <message>
        <source>There is nothing to redo</source>
        <translation>Es gibt nichts zu wiederholen</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Rückgängig gemacht</translation>
    </message>
    <message>
        <source>Redone</source>
        <translation>Wiederholt</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>Endgültig löschen</translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln face(s) for good? This cannot be undone.</source>
        <translation>
            <numerusform>%Ln Gesicht endgültig löschen? Das lässt sich nicht rückgängig machen.</numerusform>
            <numerusform>%Ln Gesichter endgültig löschen? Das lässt sich nicht rückgängig machen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete {} and %Ln face(s) for good? This cannot be undone.</source>
        <translation>
            <numerusform>{} und %Ln Gesicht endgültig löschen? Das lässt sich nicht rückgängig machen.</numerusform>
            <numerusform>{} und %Ln Gesichter endgültig löschen? Das lässt sich nicht rückgängig machen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Deleted: the name, all answers about these faces, their pictures, and the numbers that tell them apart. Kept: the photos, and where the faces are in them, so that they are not looked for again. Texts that are already published are not changed.</source>
        <translation>Gelöscht werden: der Name, alles, was über diese Gesichter gesagt wurde, ihre Bilder und die Zahlen, die sie unterscheiden. Es bleiben: die Fotos, und wo diese Gesichter darin sind, damit dort nicht wieder gesucht wird. Schon veröffentlichte Texte bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>The name is removed from exported XMP files that have not been changed since.</source>
        <translation>Aus exportierten XMP-Dateien, die seither niemand geändert hat, wird der Name herausgenommen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln face(s) deleted for good</source>
        <translation>
            <numerusform>%Ln Gesicht endgültig gelöscht</numerusform>
            <numerusform>%Ln Gesichter endgültig gelöscht</numerusform>
        </translation>
    </message>
</context><context>
    <name>people_panel</name>
    <message>
        <source>Main person</source>
        <translation>Hauptperson</translation>
    </message>
    <message>
        <source>Important</source>
        <translation>Wichtig</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Captions may name this person</source>
        <translation>Bildtexte dürfen den Namen nennen</translation>
    </message>
    <message>
        <source>Captions name nobody: nobody has agreed to it.</source>
        <translation>Bildtexte nennen niemanden: Keine Person hat zugestimmt.</translation>
    </message>
    <message numerus="yes">
        <source> and %Ln more</source>
        <translation>
            <numerusform> und %Ln weitere</numerusform>
            <numerusform> und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Captions may name {} and nobody else.</source>
        <translation>Bildtexte dürfen nennen: {}. Sonst niemanden.</translation>
    </message>
    <message>
        <source>Name, then Enter</source>
        <translation>Name, dann Eingabe</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Importance</source>
        <translation>Wichtigkeit</translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>Nichts ist ausgewählt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln group(s)</source>
        <translation>
            <numerusform>%Ln Gruppe</numerusform>
            <numerusform>%Ln Gruppen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln face(s)</source>
        <translation>
            <numerusform>%Ln Gesicht</numerusform>
            <numerusform>%Ln Gesichter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
</context><context>
    <name>people_tile</name>
    <message>
        <source>no picture</source>
        <translation>kein Bild</translation>
    </message>
</context><context>
    <name>photo_card</name>
    <message>
        <source>best</source>
        <translation>beste</translation>
    </message>
    <message>
        <source>no picture</source>
        <translation>kein Bild</translation>
    </message>
</context><context>
    <name>photo_commands</name>
    <message>
        <source>The photo is no longer where the run found it: {}</source>
        <translation>Das Foto ist nicht mehr dort, wo der Lauf es fand: {}</translation>
    </message>
    <message>
        <source>Copied: {}</source>
        <translation>Kopiert: {}</translation>
    </message>
    <message numerus="yes">
        <source>Copied %Ln line(s).</source>
        <translation>
            <numerusform>%Ln Zeile kopiert.</numerusform>
            <numerusform>%Ln Zeilen kopiert.</numerusform>
        </translation>
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
    <name>photo_pane</name>
    <message>
        <source>The photo is no longer in any run.</source>
        <translation>Das Foto ist in keinem Lauf mehr.</translation>
    </message>
</context><context>
    <name>photo_strip</name>
    <message>
        <source>Photos of the group</source>
        <translation>Fotos der Gruppe</translation>
    </message>
</context><context>
    <name>picks</name>
    <message>
        <source>This run did not measure sharpness, so focus stacks and panoramas are not recognised and count as bursts. A run with cull.keep=NUMBER measures it.</source>
        <translation>Dieser Lauf hat nicht gemessen, wo seine Fotos scharf sind: Schärfenreihen und Panoramen werden nicht erkannt und für Serien gehalten. Ein Lauf mit cull.keep=ZAHL misst es.</translation>
    </message>
    <message>
        <source>clock: this run has no camera called {}.</source>
        <translation>clock: Keine Kamera dieses Laufs heißt {}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s).</source>
        <translation>
            <numerusform>%Ln Foto.</numerusform>
            <numerusform>%Ln Fotos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Picked: %Ln photo(s).</source>
        <translation>
            <numerusform>Ausgewählt: %Ln Foto.</numerusform>
            <numerusform>Ausgewählt: %Ln Fotos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Kept whole in addition: %Ln frame(s) of sequences.</source>
        <translation>
            <numerusform>Dazu ganz behalten: %Ln Aufnahme aus Reihen.</numerusform>
            <numerusform>Dazu ganz behalten: %Ln Aufnahmen aus Reihen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Moments with one photo: {}</source>
        <translation>Momente mit einem Foto: {}</translation>
    </message>
    <message>
        <source>moments with several: {}</source>
        <translation>Momente mit mehreren: {}</translation>
    </message>
    <message>
        <source>brackets: {}</source>
        <translation>Belichtungsreihen: {}</translation>
    </message>
    <message>
        <source>focus stacks: {}</source>
        <translation>Schärfenreihen: {}</translation>
    </message>
    <message>
        <source>panoramas: {}</source>
        <translation>Panoramen: {}</translation>
    </message>
    <message>
        <source>People picked more than the {} asked for, and their picks count.</source>
        <translation>Menschen haben mehr als die verlangten {} ausgewählt, und das gilt.</translation>
    </message>
    <message>
        <source>Limits and rejections leave no more than these.</source>
        <translation>Grenzen, Ablehnungen oder die vorhandenen Fotos lassen nicht mehr als diese zu.</translation>
    </message>
    <message>
        <source>There are no more photos than these.</source>
        <translation>Mehr Fotos als diese gibt es nicht.</translation>
    </message>
    <message>
        <source>such as: {}</source>
        <translation>zum Beispiel: {}</translation>
    </message>
    <message>
        <source>Fitting weights takes at least {} moments in which some photos were kept and some were not.</source>
        <translation>Gewichte werden ab {} Momenten angepasst, von denen manche Fotos behalten wurden und manche nicht.</translation>
    </message>
    <message>
        <source>{} moments with decisions, {} pairs of photos.</source>
        <translation>{} Momente mit Entscheidungen, {} Paare von Fotos.</translation>
    </message>
    <message>
        <source>Pairs ranked as people ranked them: {} with the present weights, {} with fitted ones (tested on other moments).</source>
        <translation>Paare in der Reihenfolge der Menschen: {} mit den jetzigen Gewichten, {} mit angepassten, an anderen Momenten erprobt.</translation>
    </message>
    <message>
        <source>picked</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <source>not picked</source>
        <translation>nicht ausgewählt</translation>
    </message>
    <message>
        <source>kept whole</source>
        <translation>ganz behalten</translation>
    </message>
    <message>
        <source>one photo</source>
        <translation>ein Foto</translation>
    </message>
    <message>
        <source>several photos</source>
        <translation>mehrere Fotos</translation>
    </message>
    <message>
        <source>bracket</source>
        <translation>Belichtungsreihe</translation>
    </message>
    <message>
        <source>focus stack</source>
        <translation>Schärfenreihe</translation>
    </message>
    <message>
        <source>panorama</source>
        <translation>Panorama</translation>
    </message>
    <message numerus="yes">
        <source>Picked %Ln photo(s), rejected {}.</source>
        <translation>
            <numerusform>%Ln Foto ausgewählt, {} abgelehnt.</numerusform>
            <numerusform>%Ln Fotos ausgewählt, {} abgelehnt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed the flags of %Ln photo(s).</source>
        <translation>
            <numerusform>Markierung von %Ln Foto entfernt.</numerusform>
            <numerusform>Markierungen von %Ln Fotos entfernt.</numerusform>
        </translation>
    </message>
    <message>
        <source>{}: the photos of this run have not been measured yet.</source>
        <translation>{}: Die Fotos dieses Laufs sind noch nicht vermessen.</translation>
    </message>
    <message>
        <source>Let the run continue. Picks need its measurements, but no texts.</source>
        <translation>Den Lauf weiterlaufen lassen; eine Auswahl braucht Messwerte und keine Texte.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln other file(s) in {} (is not a link|are not links) to picked photos. Nothing was removed.</source>
        <translation>
            <numerusform>%Ln andere Datei in {}, keine Verknüpfung zu einem Foto, das jetzt behalten wird. Nichts wurde entfernt.</numerusform>
            <numerusform>%Ln andere Dateien in {}, keine Verknüpfungen zu Fotos, die jetzt behalten werden. Nichts wurde entfernt.</numerusform>
        </translation>
    </message>
    <message>
        <source>The photo is gone: run the set again. {} links are made.</source>
        <translation>Das Foto ist weg: das Set noch einmal laufen lassen. {} Verknüpfungen sind angelegt.</translation>
    </message>
    <message>
        <source>Choose a new folder on the drive that the photos are on. {} links are made.</source>
        <translation>Einen neuen Ordner auf dem Laufwerk der Fotos wählen. {} Verknüpfungen sind angelegt.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) (has|have) stars already, which stay.</source>
        <translation>
            <numerusform>%Ln Foto hat schon Sterne, die bleiben.</numerusform>
            <numerusform>%Ln Fotos haben schon Sterne, die bleiben.</numerusform>
        </translation>
    </message>
    <message>
        <source>{}: {}. The filter pick:keep finds what was picked before.</source>
        <translation>{}: {}. Der Filter pick:keep findet, was zuvor ausgewählt war.</translation>
    </message>
    <message>
        <source>Free some space, or make the folder writable, and pick again.</source>
        <translation>Schaffen Sie Platz oder Schreibrechte für den Ordner und wählen Sie noch einmal aus.</translation>
    </message>
    <message>
        <source>Nobody has picked or rejected photos of this set, so there is nothing to compare.</source>
        <translation>Niemand hat Fotos dieses Sets ausgewählt oder abgelehnt: Es gibt nichts zu vergleichen.</translation>
    </message>
    <message numerus="yes">
        <source>People kept %Ln photo(s) and dropped {}.</source>
        <translation>
            <numerusform>Menschen haben %Ln Foto behalten und {} verworfen.</numerusform>
            <numerusform>Menschen haben %Ln Fotos behalten und {} verworfen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The best frame of a moment is one that people kept</source>
        <translation>Die Aufnahme, die in ihrem Moment vorn steht, ist eine, die Menschen behielten</translation>
    </message>
    <message>
        <source>Photos kept by people that are among the same number of picks</source>
        <translation>Von Menschen behaltene Fotos, die unter ebenso vielen ausgewählten sind</translation>
    </message>
    <message>
        <source>That is too few to tell: shares become meaningful from {} decisions.</source>
        <translation>Das ist zu wenig, um etwas zu sagen: Anteile bedeuten erst ab {} Entscheidungen etwas.</translation>
    </message>
    <message>
        <source>picks</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>sharpest first</source>
        <translation>das schärfste zuerst</translation>
    </message>
    <message>
        <source>at random</source>
        <translation>zufällig</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
</context><context>
    <name>picks_frame</name>
    <message>
        <source>✓ Picked</source>
        <translation>✓ Ausgewählt</translation>
    </message>
    <message>
        <source>✗ Rejected</source>
        <translation>✗ Abgelehnt</translation>
    </message>
    <message>
        <source>Best of the group, not among the picks</source>
        <translation>Bestes der Gruppe, nicht in der Auswahl</translation>
    </message>
    <message>
        <source>★ Suggested pick</source>
        <translation>★ Vorgeschlagen</translation>
    </message>
    <message>
        <source>Kept whole</source>
        <translation>Bleibt ganz</translation>
    </message>
    <message>
        <source>Not suggested</source>
        <translation>Nicht vorgeschlagen</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Bestes</translation>
    </message>
    <message>
        <source>★ Suggested</source>
        <translation>★ Vorschlag</translation>
    </message>
</context><context>
    <name>picks_page</name>
    <message>
        <source>Picks of {}</source>
        <translation>Auswahl aus {}</translation>
    </message>
    <message numerus="yes">
        <source>In %Ln group(s) the photo that was kept is gone.</source>
        <translation>
            <numerusform>In %Ln Gruppe fehlt das behaltene Foto.</numerusform>
            <numerusform>In %Ln Gruppen fehlt das behaltene Foto.</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose again</source>
        <translation>Neu wählen</translation>
    </message>
    <message numerus="yes">
        <source>Ranking %Ln photo(s) …</source>
        <translation>
            <numerusform>%Ln Foto wird eingeordnet …</numerusform>
            <numerusform>%Ln Fotos werden eingeordnet …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Picked: %Ln photo(s). Nothing is deleted.</source>
        <translation>
            <numerusform>Ausgewählt: %Ln Foto. Gelöscht wird nichts.</numerusform>
            <numerusform>Ausgewählt: %Ln Fotos. Gelöscht wird nichts.</numerusform>
        </translation>
    </message>
    <message>
        <source>Groups shown</source>
        <translation>Gezeigte Gruppen</translation>
    </message>
    <message>
        <source>All groups, undecided first</source>
        <translation>Alle Gruppen, offene zuerst</translation>
    </message>
    <message>
        <source>Undecided groups</source>
        <translation>Offene Gruppen</translation>
    </message>
    <message>
        <source>Groups whose kept photo is gone</source>
        <translation>Gruppen, deren behaltenes Foto fehlt</translation>
    </message>
    <message>
        <source>Decided groups</source>
        <translation>Entschiedene Gruppen</translation>
    </message>
    <message>
        <source>Brackets, stacks and panoramas</source>
        <translation>Reihen und Panoramen</translation>
    </message>
    <message>
        <source>Photos alone in their moment</source>
        <translation>Einzelne Fotos</translation>
    </message>
    <message>
        <source>No two photos of this run show the same moment, so there are no groups.</source>
        <translation>Keine zwei Fotos dieses Laufs zeigen denselben Moment: Es gibt keine Gruppen.</translation>
    </message>
    <message>
        <source>Every group is decided.</source>
        <translation>Alle Gruppen sind entschieden.</translation>
    </message>
    <message>
        <source>No decided group has lost its kept photo.</source>
        <translation>In keiner entschiedenen Gruppe fehlt das behaltene Foto.</translation>
    </message>
    <message>
        <source>No group is decided yet.</source>
        <translation>Noch ist keine Gruppe entschieden.</translation>
    </message>
    <message>
        <source>There is no bracket, focus stack or panorama in this run.</source>
        <translation>In diesem Lauf gibt es keine Belichtungsreihe, keine Schärfenreihe und kein Panorama.</translation>
    </message>
    <message>
        <source>No photo is alone in its moment.</source>
        <translation>Kein Foto steht allein in seinem Moment.</translation>
    </message>
    <message>
        <source>No other group is undecided.</source>
        <translation>Keine andere Gruppe ist offen.</translation>
    </message>
    <message>
        <source>How many, and limits …</source>
        <translation>Anzahl und Grenzen …</translation>
    </message>
    <message>
        <source>Use the picks …</source>
        <translation>Auswahl verwenden …</translation>
    </message>
    <message>
        <source>Groups decided</source>
        <translation>Entschiedene Gruppen</translation>
    </message>
    <message numerus="yes">
        <source>{} of %Ln group(s) decided</source>
        <translation>
            <numerusform>{} von %Ln Gruppe entschieden</numerusform>
            <numerusform>{} von %Ln Gruppen entschieden</numerusform>
        </translation>
    </message>
    <message>
        <source>{} of {} photos picked</source>
        <translation>{} von {} Fotos ausgewählt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln by hand</source>
        <translation>
            <numerusform>%Ln von Hand</numerusform>
            <numerusform>%Ln von Hand</numerusform>
        </translation>
    </message>
</context><context>
    <name>picture</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>The original cannot be decoded here. This is its preview.</source>
        <translation>Das Original lässt sich hier nicht lesen: Dies ist seine Vorschau.</translation>
    </message>
    <message>
        <source>The original is no longer where the run found it. This is its preview.</source>
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
        <source>The command was copied.</source>
        <translation>Der Befehl ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Publishing {}</source>
        <translation>{} wird veröffentlicht</translation>
    </message>
    <message>
        <source>Unpublishing photos of {}</source>
        <translation>Fotos von {} werden zurückgezogen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>None of these photos is published to {}.</source>
        <translation>Keines dieser Fotos ist bei {} veröffentlicht.</translation>
    </message>
    <message>
        <source>Not published</source>
        <translation>Nicht veröffentlicht</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation>
            <numerusform>… und %Ln weiteres</numerusform>
            <numerusform>… und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>New target …</source>
        <translation>Neues Ziel …</translation>
    </message>
    <message>
        <source>Plan again</source>
        <translation>Neu planen</translation>
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
        <source>Stopping: the current photo is being finished. Press Stop again to kill it.</source>
        <translation>Wird angehalten: Was unterwegs ist, wird zu Ende gebracht. Noch einmal bricht es ab.</translation>
    </message>
    <message>
        <source>Options changed: plan again.</source>
        <translation>Andere Optionen: Planen Sie neu.</translation>
    </message>
    <message>
        <source>No published photo has ever had another address at {}.</source>
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
        <source>Unpublished from {}. To publish them again, approve them again.</source>
        <translation>Von {} zurückgezogen. Nur eine neuere Freigabe veröffentlicht sie wieder.</translation>
    </message>
    <message>
        <source>What is done is kept. Publish again to continue.</source>
        <translation>Was getan ist, bleibt; beim nächsten Veröffentlichen geht es dort weiter.</translation>
    </message>
    <message>
        <source>The publish stopped unexpectedly (code {}). {}</source>
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
        <source>There is no report.</source>
        <translation>Der Runner hat keinen Bericht genannt.</translation>
    </message>
    <message>
        <source>See runner.log in its newest run.</source>
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
        <source>The lines that mark the redirects in this file are damaged, so it was not changed.</source>
        <translation>Die Zeilen, die in dieser Datei die Weiterleitungen kennzeichnen, sind beschädigt: Die Datei bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Each of these two lines must occur once, in this order: {} … {}</source>
        <translation>Jede dieser beiden Zeilen muss genau einmal dastehen, in dieser Reihenfolge: {} … {}</translation>
    </message>
    <message>
        <source>The set {} has no finished run yet. Photos get their file names at the end of a run.</source>
        <translation>Das Set {} hat noch keinen fertigen Lauf: Ihre Dateinamen bekommen die Fotos an dessen Ende.</translation>
    </message>
    <message>
        <source>Publishing uses the newest run of the set, {0}. Open it: reviewer {0}</source>
        <translation>Der neueste Lauf des Sets ist {0}, und nach ihm richtet sich das Veröffentlichen. So öffnen Sie ihn: reviewer {0}</translation>
    </message>
    <message>
        <source>{}: {}. Write options as publish.option=value, separated by spaces.</source>
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
    <name>quality</name>
    <message>
        <source>What was checked, repaired and blocked</source>
        <translation>Was geprüft, nachgebessert und gesperrt wurde</translation>
    </message>
    <message>
        <source>Reading what the run found …</source>
        <translation>Was der Lauf gefunden hat, wird gelesen …</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s): {}. {}</source>
        <translation>
            <numerusform>%Ln Foto: {}. {}</numerusform>
            <numerusform>%Ln Fotos: {}. {}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} of %Ln photo(s) need you, {} can be approved as they are.</source>
        <translation>
            <numerusform>{} von %Ln Foto brauchen Sie, {} können so freigegeben werden.</numerusform>
            <numerusform>{} von %Ln Fotos brauchen Sie, {} können so freigegeben werden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) can be approved as (it is|they are).</source>
        <translation>
            <numerusform>%Ln Foto kann so freigegeben werden.</numerusform>
            <numerusform>%Ln Fotos können so freigegeben werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>No photo has texts.</source>
        <translation>Kein Foto hat Texte.</translation>
    </message>
    <message>
        <source>texts checked</source>
        <translation>Texte geprüft</translation>
    </message>
    <message>
        <source>every caption, alt text and keyword was checked against the set's rules</source>
        <translation>jede Bildunterschrift, jeder Alternativtext und jedes Stichwort wurde an den Regeln des Sets gemessen</translation>
    </message>
    <message>
        <source>clean as written</source>
        <translation>auf Anhieb sauber</translation>
    </message>
    <message>
        <source>no rule was broken, nothing was changed</source>
        <translation>keine Regel verletzt, nichts geändert</translation>
    </message>
    <message>
        <source>with a warning</source>
        <translation>mit einer Warnung</translation>
    </message>
    <message>
        <source>worth a look; a warning does not block</source>
        <translation>einen Blick wert; eine Warnung sperrt nicht</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>repaired by rule</source>
        <translation>nach Regel nachgebessert</translation>
    </message>
    <message>
        <source>corrected without asking the captioner again</source>
        <translation>korrigiert, ohne den Textgenerator noch einmal zu fragen</translation>
    </message>
    <message>
        <source>written again, then clean</source>
        <translation>neu geschrieben, dann sauber</translation>
    </message>
    <message>
        <source>the captioner was told what was wrong</source>
        <translation>der Textgenerator bekam gesagt, was falsch war</translation>
    </message>
    <message>
        <source>written again, still blocked</source>
        <translation>neu geschrieben, noch immer gesperrt</translation>
    </message>
    <message>
        <source>all attempts for the photo were used up</source>
        <translation>die Versuche, die ein Foto haben darf, sind aufgebraucht</translation>
    </message>
    <message>
        <source>Repaired and tried again</source>
        <translation>Nachgebessert und neu versucht</translation>
    </message>
    <message>
        <source>a text is missing</source>
        <translation>ein Text fehlt</translation>
    </message>
    <message>
        <source>nothing usable was written, or no rule could be met</source>
        <translation>nichts Brauchbares wurde geschrieben, oder keine Regel ließ sich einhalten</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) (waits|wait) for you; a photo can have several reasons.</source>
        <translation>
            <numerusform>%Ln Foto wartet auf Sie; eines kann mehrere Gründe haben.</numerusform>
            <numerusform>%Ln Fotos warten auf Sie; eines kann mehrere Gründe haben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Blocked, by reason</source>
        <translation>Gesperrt, nach Grund</translation>
    </message>
    <message>
        <source>Similar to other photos, but not blocked for it</source>
        <translation>Wie bei anderen Fotos, deshalb nicht gesperrt</translation>
    </message>
    <message>
        <source>contradicted by a witness</source>
        <translation>von einem Zeugen bestritten</translation>
    </message>
    <message>
        <source>an independent look at the picture says otherwise</source>
        <translation>ein anderer, der das Bild angesehen hat, sagt etwas anderes</translation>
    </message>
    <message>
        <source>Claims and witnesses</source>
        <translation>Aussagen und Zeugen</translation>
    </message>
    <message>
        <source>Of the claims about what can be seen, {} are confirmed, {} contradicted, and {} could not be checked.</source>
        <translation>Von dem, was laut den Texten zu sehen ist, sind {} Aussagen bestätigt, {} bestritten, und {} konnte niemand prüfen.</translation>
    </message>
    <message>
        <source>could not be processed</source>
        <translation>nicht zu verarbeiten</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
</context><context>
    <name>query</name>
    <message>
        <source>There is a ) without a (.</source>
        <translation>Da ist eine ) ohne ihre (.</translation>
    </message>
    <message>
        <source>This cannot be read: {}</source>
        <translation>Das lässt sich nicht lesen: {}</translation>
    </message>
    <message>
        <source>What should follow {}: ?</source>
        <translation>Was soll nach {}: stehen?</translation>
    </message>
    <message>
        <source>There is a ( without a ).</source>
        <translation>Da ist eine ( ohne ihre ).</translation>
    </message>
    <message>
        <source>A condition is missing next to AND, OR, NOT or inside ( ).</source>
        <translation>Neben AND, OR, NOT oder in ( ) fehlt eine Bedingung.</translation>
    </message>
</context><context>
    <name>question</name>
    <message>
        <source>The same person?</source>
        <translation>Dieselbe Person?</translation>
    </message>
    <message numerus="yes">
        <source>{} alike. An answer settles %Ln face(s).</source>
        <translation>
            <numerusform>{} ähnlich. Eine Antwort klärt %Ln Gesicht.</numerusform>
            <numerusform>{} ähnlich. Eine Antwort klärt %Ln Gesichter.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to ask: every face is either clear or settled.</source>
        <translation>Es gibt nichts zu fragen: Jedes Gesicht ist eindeutig oder geklärt.</translation>
    </message>
    <message>
        <source>Looking for questions …</source>
        <translation>Fragen werden gesucht …</translation>
    </message>
    <message numerus="yes">
        <source>%Ln question(s) left</source>
        <translation>
            <numerusform>noch %Ln Frage</numerusform>
            <numerusform>noch %Ln Fragen</numerusform>
        </translation>
    </message>
    <message>
        <source>The same person</source>
        <translation>Dieselbe Person</translation>
    </message>
    <message>
        <source>Two people</source>
        <translation>Zwei Personen</translation>
    </message>
    <message numerus="yes">
        <source>{}: %Ln face(s) settled</source>
        <translation>
            <numerusform>{}: %Ln Gesicht geklärt</numerusform>
            <numerusform>{}: %Ln Gesichter geklärt</numerusform>
        </translation>
    </message>
    <message>
        <source>Skipped; it will be asked again at the end</source>
        <translation>Übersprungen: wird am Ende wieder gefragt</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message numerus="yes">
        <source>{}, %Ln face(s)</source>
        <translation>
            <numerusform>{}, %Ln Gesicht</numerusform>
            <numerusform>{}, %Ln Gesichter</numerusform>
        </translation>
    </message>
</context><context>
    <name>rating</name>
    <message>
        <source>red</source>
        <translation>rot</translation>
    </message>
    <message>
        <source>yellow</source>
        <translation>gelb</translation>
    </message>
    <message>
        <source>green</source>
        <translation>grün</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>blau</translation>
    </message>
    <message>
        <source>purple</source>
        <translation>lila</translation>
    </message>
    <message>
        <source>no label</source>
        <translation>keine Farbmarkierung</translation>
    </message>
    <message>
        <source>pick</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <source>reject flag</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>no flag</source>
        <translation>ohne Markierung</translation>
    </message>
    <message numerus="yes">
        <source>%Ln star(s)</source>
        <translation>
            <numerusform>%Ln Stern</numerusform>
            <numerusform>%Ln Sterne</numerusform>
        </translation>
    </message>
    <message>
        <source>no stars</source>
        <translation>keine Sterne</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s): {}.</source>
        <translation>
            <numerusform>%Ln Foto: {}.</numerusform>
            <numerusform>%Ln Fotos: {}.</numerusform>
        </translation>
    </message>
</context><context>
    <name>regeneration</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>no error</source>
        <translation>ohne Fehler</translation>
    </message>
    <message>
        <source>needs a look</source>
        <translation>ansehen</translation>
    </message>
    <message>
        <source>your text is kept</source>
        <translation>Ihr Text bleibt</translation>
    </message>
    <message>
        <source>nothing new</source>
        <translation>nichts Neues</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>✓ accepted</source>
        <translation>✓ übernommen</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>beibehalten</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>What the rules say</source>
        <translation>Was die Regeln sagen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Photos whose texts are regenerated</source>
        <translation>Fotos, deren Texte neu erzeugt werden</translation>
    </message>
    <message>
        <source>Nothing can be regenerated: {}</source>
        <translation>Es lässt sich nichts neu erzeugen: {}</translation>
    </message>
    <message>
        <source>Texts of this set are being regenerated in its run {}. Accept or reject those first.</source>
        <translation>Texte dieses Sets werden in seinem Lauf {} neu erzeugt. Entscheiden Sie erst dort.</translation>
    </message>
    <message>
        <source>Nothing has been regenerated. Select photos, then press W.</source>
        <translation>Noch wurde nichts neu erzeugt. Fotos auswählen, dann W drücken.</translation>
    </message>
    <message numerus="yes">
        <source>Regenerated texts of %Ln photo(s) are waiting for your answer.</source>
        <translation>
            <numerusform>Neu erzeugte Texte von %Ln Foto warten noch auf Ihre Antwort.</numerusform>
            <numerusform>Neu erzeugte Texte von %Ln Fotos warten noch auf Ihre Antwort.</numerusform>
        </translation>
    </message>
    <message>
        <source>Regenerated: {}</source>
        <translation>Neu erzeugt: {}</translation>
    </message>
    <message>
        <source>{}: regenerated {}</source>
        <translation>{}: neu erzeugt {}</translation>
    </message>
    <message>
        <source>The captioner returned nothing for this photo.</source>
        <translation>Der Textgenerator hat zu diesem Foto nichts geliefert.</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln without an error</source>
        <translation>
            <numerusform>%Ln ohne Fehler</numerusform>
            <numerusform>%Ln ohne Fehler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln to look at</source>
        <translation>
            <numerusform>%Ln anzusehen</numerusform>
            <numerusform>%Ln anzusehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with nothing new</source>
        <translation>
            <numerusform>%Ln ohne Neues</numerusform>
            <numerusform>%Ln ohne Neues</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln gescheitert</numerusform>
            <numerusform>%Ln gescheitert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln accepted</source>
        <translation>
            <numerusform>%Ln übernommen</numerusform>
            <numerusform>%Ln übernommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln wartet</numerusform>
            <numerusform>%Ln warten</numerusform>
        </translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>noch weniger als eine Minute</translation>
    </message>
    <message numerus="yes">
        <source>about %Ln minute(s) left</source>
        <translation>
            <numerusform>noch etwa %Ln Minute</numerusform>
            <numerusform>noch etwa %Ln Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Accepted the regenerated texts of %Ln photo(s).</source>
        <translation>
            <numerusform>Neu erzeugte Texte von %Ln Foto übernommen.</numerusform>
            <numerusform>Neu erzeugte Texte von %Ln Fotos übernommen.</numerusform>
        </translation>
    </message>
</context><context>
    <name>reject</name>
    <message>
        <source>out of focus</source>
        <translation>unscharf</translation>
    </message>
    <message>
        <source>almost the same as another</source>
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
        <source>Preview of the texts</source>
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
        <source>Open it again when its first photos are ready.</source>
        <translation>Warten Sie auf die ersten Fotos, dann öffnen Sie ihn wieder.</translation>
    </message>
    <message>
        <source>{} is not a run: it has no readable run.json.</source>
        <translation>{} ist kein Lauf: Eine lesbare run.json fehlt.</translation>
    </message>
    <message>
        <source>`runner runs list` shows the runs.</source>
        <translation>`runner runs list` zeigt die Läufe.</translation>
    </message>
    <message>
        <source>The folder of this run is gone: {}</source>
        <translation>Der Ordner dieses Laufs ist weg: {}</translation>
    </message>
    <message>
        <source>If it is on a drive, connect the drive. If it was deleted, run the set again.</source>
        <translation>Liegt er auf einem Laufwerk, schließen Sie es an. Wurde er gelöscht, bereiten Sie das Set noch einmal vor.</translation>
    </message>
    <message>
        <source>{} was written by another version: it has no {}.</source>
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
    <name>run_again</name>
    <message>
        <source>In every later run of this set too</source>
        <translation>Auch in jedem späteren Lauf dieses Sets</translation>
    </message>
    <message>
        <source>{} is written into {}</source>
        <translation>{} wird in {} geschrieben</translation>
    </message>
</context><context>
    <name>runs</name>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) done</source>
        <translation>
            <numerusform>%Ln Foto fertig</numerusform>
            <numerusform>%Ln Fotos fertig</numerusform>
        </translation>
    </message>
    <message>
        <source>{} reused</source>
        <translation>{} schon bekannt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln gescheitert</numerusform>
            <numerusform>%Ln gescheitert</numerusform>
        </translation>
    </message>
    <message>
        <source>{} left</source>
        <translation>noch {}</translation>
    </message>
    <message>
        <source>nothing to do</source>
        <translation>nichts zu tun</translation>
    </message>
    <message>
        <source>{} a second</source>
        <translation>{} je Sekunde</translation>
    </message>
    <message>
        <source>{} s each</source>
        <translation>je {} s</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Im Gange</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Review what is ready</source>
        <translation>Prüfen, was fertig ist</translation>
    </message>
    <message>
        <source>Picks</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>No runs yet. Make a set from a folder of photos, and its run is shown here with its photos as they are done.</source>
        <translation>Noch kein Lauf. Machen Sie aus einem Ordner mit Fotos ein Set: Sein Lauf ist dann hier zu sehen, mit seinen Fotos, so wie sie fertig werden.</translation>
    </message>
    <message>
        <source>Open publish page</source>
        <translation>Zur Seite der Veröffentlichung</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>Ganzer Lauf</translation>
    </message>
    <message>
        <source>Review what needs you</source>
        <translation>Prüfen, was auf Sie wartet</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Started {}.</source>
        <translation>Begonnen {}.</translation>
    </message>
    <message>
        <source>What is done is kept. Press Continue to go on.</source>
        <translation>Was fertig ist, bleibt; „Fortsetzen“ macht dort weiter.</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Gescheiterte Fotos</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) failed</source>
        <translation>
            <numerusform>%Ln Foto gescheitert</numerusform>
            <numerusform>%Ln Fotos gescheitert</numerusform>
        </translation>
    </message>
    <message>
        <source>at: {}</source>
        <translation>bei: {}</translation>
    </message>
    <message>
        <source>{} and others</source>
        <translation>{} und andere</translation>
    </message>
    <message>
        <source>Not before</source>
        <translation>Nicht vor</translation>
    </message>
    <message>
        <source>Start earlier</source>
        <translation>Früher starten</translation>
    </message>
    <message>
        <source>Start later</source>
        <translation>Später starten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>It is starting.</source>
        <translation>Er wird gerade gestartet.</translation>
    </message>
    <message>
        <source>Its command failed:</source>
        <translation>Sein Befehl ließ sich nicht ausführen:</translation>
    </message>
    <message>
        <source>It starts when the runs before it have ended, even if this window is closed.</source>
        <translation>Er startet von selbst, sobald die Läufe davor beendet sind, auch wenn dieses Fenster geschlossen ist.</translation>
    </message>
    <message>
        <source>Start them now</source>
        <translation>Jetzt starten</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) (is|are) waiting, and nothing will start (it|them).</source>
        <translation>
            <numerusform>%Ln Lauf wartet, und nichts startet ihn.</numerusform>
            <numerusform>%Ln Läufe warten, und nichts startet sie.</numerusform>
        </translation>
    </message>
    <message>
        <source>Pausing: photos already begun are finished. The models stay loaded.</source>
        <translation>Pause: Was in Arbeit ist, wird fertig; nichts Neues wird begonnen. Die Modelle bleiben geladen.</translation>
    </message>
    <message>
        <source>It continues.</source>
        <translation>Er läuft weiter.</translation>
    </message>
    <message>
        <source>It continues when the runs before it have ended.</source>
        <translation>Er läuft weiter, sobald die Läufe davor beendet sind.</translation>
    </message>
    <message>
        <source>Stopping: what is done is kept.</source>
        <translation>Wird angehalten: Was fertig ist, bleibt.</translation>
    </message>
    <message>
        <source>The published run is gone.</source>
        <translation>Der Lauf, der veröffentlicht wurde, ist weg.</translation>
    </message>
    <message>
        <source>Removed from the queue.</source>
        <translation>Aus der Warteschlange entfernt.</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>Texts: {}</source>
        <translation>Texte: {}</translation>
    </message>
    <message>
        <source>Texts: {} on {}</source>
        <translation>Texte: {} auf {}</translation>
    </message>
    <message>
        <source>a server</source>
        <translation>einem Server</translation>
    </message>
    <message>
        <source>{} tokens a second</source>
        <translation>{} Token je Sekunde</translation>
    </message>
    <message>
        <source>{} GB of memory</source>
        <translation>{} GB Speicher</translation>
    </message>
    <message>
        <source>it does not see the pictures</source>
        <translation>er sieht die Bilder nicht</translation>
    </message>
    <message>
        <source>No photo is finished yet.</source>
        <translation>Noch kein Foto ist fertig.</translation>
    </message>
    <message>
        <source>So far: {}. The check for duplicate texts at the end can block more.</source>
        <translation>Bisher: {}. Der Vergleich der Texte untereinander am Ende kann weitere sperren.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) published</source>
        <translation>
            <numerusform>%Ln Foto veröffentlicht</numerusform>
            <numerusform>%Ln Fotos veröffentlicht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unchanged</source>
        <translation>
            <numerusform>%Ln unverändert</numerusform>
            <numerusform>%Ln unverändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unpublished</source>
        <translation>
            <numerusform>%Ln zurückgezogen</numerusform>
            <numerusform>%Ln zurückgezogen</numerusform>
        </translation>
    </message>
    <message>
        <source>Planning what to publish …</source>
        <translation>Was veröffentlicht wird, wird geplant …</translation>
    </message>
    <message>
        <source>Newest photos</source>
        <translation>Neueste Fotos</translation>
    </message>
</context><context>
    <name>series</name>
    <message>
        <source>This photo is in no series.</source>
        <translation>Dieses Foto gehört zu keiner Serie.</translation>
    </message>
    <message numerus="yes">
        <source>Approved {} of %Ln photo(s) of the series.</source>
        <translation>
            <numerusform>{} von %Ln Foto der Serie freigegeben.</numerusform>
            <numerusform>{} von %Ln Fotos der Serie freigegeben.</numerusform>
        </translation>
    </message>
    <message>
        <source>another {}: “{}”, not “{}”</source>
        <translation>andere Angabe ({}): „{}“ statt „{}“</translation>
    </message>
</context><context>
    <name>session</name>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Es gibt nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>You have changed it since, in another window or by a command, so it was left as it is.</source>
        <translation>Sie haben es seitdem geändert, in einem anderen Fenster oder mit einem Befehl: Es bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>{} has changed it since, so it was left as it is.</source>
        <translation>{} hat es seitdem geändert: Es bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>{} wrote this {} in the meantime: {}</source>
        <translation>{} hat hier inzwischen geschrieben ({}): {}</translation>
    </message>
    <message numerus="yes">
        <source>Left out %Ln photo(s) that {} changed in the meantime: {}</source>
        <translation>
            <numerusform>%Ln Foto ausgelassen, das inzwischen von {} geändert wurde: {}</numerusform>
            <numerusform>%Ln Fotos ausgelassen, die inzwischen von {} geändert wurden: {}</numerusform>
        </translation>
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
        <source>Redone: {}</source>
        <translation>Wiederholt: {}</translation>
    </message>
    <message>
        <source>Nothing to change.</source>
        <translation>Nichts zu ändern.</translation>
    </message>
    <message>
        <source>You have changed people elsewhere since. Undo that there first.</source>
        <translation>Sie haben seitdem anderswo etwas an den Personen geändert: Zuerst dort rückgängig machen.</translation>
    </message>
</context><context>
    <name>shell</name>
    <message>
        <source>Opening …</source>
        <translation>Wird geöffnet …</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>Startseite</translation>
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
        <source>A letter or digit also works with Alt, even while typing.</source>
        <translation>Ein Buchstabe oder eine Ziffer gilt auch mit Alt, dann auch beim Schreiben.</translation>
    </message>
    <message>
        <source>✗ {} is assigned twice: “{}” and “{}”.</source>
        <translation>✗ {} ist zweimal vergeben: „{}“ und „{}“.</translation>
    </message>
</context><context>
    <name>split</name>
    <message>
        <source>How finely to split the group</source>
        <translation>Wie fein die Gruppe geteilt wird</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>Wird berechnet …</translation>
    </message>
    <message>
        <source>This does not split the group.</source>
        <translation>So bleibt die Gruppe ganz.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln part(s) of {} faces</source>
        <translation>
            <numerusform>%Ln Teil mit {} Gesichtern</numerusform>
            <numerusform>%Ln Teile mit {} Gesichtern</numerusform>
        </translation>
    </message>
    <message>
        <source>Faces in a part are at least {}% alike</source>
        <translation>Gesichter eines Teils sind sich zu {} % oder mehr ähnlich</translation>
    </message>
    <message>
        <source>Parts are at least {} hours apart</source>
        <translation>Teile liegen {} Stunden oder mehr auseinander</translation>
    </message>
    <message>
        <source>Parts are at least {} days apart</source>
        <translation>Teile liegen {} Tage oder mehr auseinander</translation>
    </message>
    <message>
        <source>The photos' capture times are still being read.</source>
        <translation>Die Aufnahmezeiten werden noch gelesen.</translation>
    </message>
    <message numerus="yes">
        <source>Split into %Ln part(s)</source>
        <translation>
            <numerusform>In %Ln Teil geteilt</numerusform>
            <numerusform>In %Ln Teile geteilt</numerusform>
        </translation>
    </message>
</context><context>
    <name>start</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Running now</source>
        <translation>Läuft gerade</translation>
    </message>
    <message>
        <source>Not run yet</source>
        <translation>Noch nicht gestartet</translation>
    </message>
    <message>
        <source>Interrupted: run it again to continue</source>
        <translation>Unterbrochen: noch einmal starten</translation>
    </message>
    <message>
        <source>Cannot be read now</source>
        <translation>Gerade nicht lesbar</translation>
    </message>
    <message numerus="yes">
        <source>%Ln (needs|need) you, {} can be approved</source>
        <translation>
            <numerusform>%Ln wartet auf Sie, {} freigebbar</numerusform>
            <numerusform>%Ln warten auf Sie, {} freigebbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) (needs|need) you</source>
        <translation>
            <numerusform>%Ln Foto wartet auf Sie</numerusform>
            <numerusform>%Ln Fotos warten auf Sie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) can be approved</source>
        <translation>
            <numerusform>%Ln Foto kann freigegeben werden</numerusform>
            <numerusform>%Ln Fotos können freigegeben werden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All decided, %Ln photo(s) approved</source>
        <translation>
            <numerusform>Alle entschieden, %Ln Foto freigegeben</numerusform>
            <numerusform>Alle entschieden, %Ln Fotos freigegeben</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing left to decide</source>
        <translation>Nichts mehr zu entscheiden</translation>
    </message>
    <message>
        <source>no pictures yet</source>
        <translation>noch keine Bilder</translation>
    </message>
    <message>
        <source>Sets</source>
        <translation>Sets</translation>
    </message>
    <message>
        <source>Eighteen sample photos, a few of them damaged on purpose, are copied to {} and prepared as yours would be. The small model that comes with the program writes about them without seeing them. It takes a minute or two, and nothing is published.</source>
        <translation>Achtzehn Beispielfotos werden nach {} kopiert und so vorbereitet, wie es mit Ihren geschähe; einige sind absichtlich beschädigt. Das kleine Modell, das mit dem Programm kommt, schreibt über sie, ohne sie zu sehen. Das dauert ein bis zwei Minuten, und nichts wird veröffentlicht.</translation>
    </message>
    <message>
        <source>Try the sample set</source>
        <translation>Beispiel-Set ausprobieren</translation>
    </message>
    <message>
        <source>The photos of {} are checked again. What has not changed is reused, and your decisions stay.</source>
        <translation>Die Fotos von {} werden noch einmal angesehen. Was sich nicht geändert hat, wird wiederverwendet, und was Sie entschieden haben, bleibt.</translation>
    </message>
    <message>
        <source>The photos of {} are prepared for the first time: texts are written, nothing is published.</source>
        <translation>Die Fotos von {} werden zum ersten Mal vorbereitet: Texte werden geschrieben, nichts wird veröffentlicht.</translation>
    </message>
    <message>
        <source>Prepare {}</source>
        <translation>{} vorbereiten</translation>
    </message>
    <message>
        <source>This folder cannot be shown: {}</source>
        <translation>Dieser Ordner lässt sich nicht zeigen: {}</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>New set …</source>
        <translation>Neues Set …</translation>
    </message>
    <message>
        <source>Your sets</source>
        <translation>Ihre Sets</translation>
    </message>
    <message>
        <source>{} has been running since {}.</source>
        <translation>{} läuft seit {}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln set(s) (is|are) running: {}.</source>
        <translation>
            <numerusform>%Ln Set läuft: {}.</numerusform>
            <numerusform>%Ln Sets laufen: {}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) waiting.</source>
        <translation>
            <numerusform>%Ln Lauf wartet.</numerusform>
            <numerusform>%Ln Läufe warten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln set(s) planned but not started.</source>
        <translation>
            <numerusform>%Ln Set geplant und nicht gestartet.</numerusform>
            <numerusform>%Ln Sets geplant und nicht gestartet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Checking this computer …</source>
        <translation>Dieser Rechner wird angesehen …</translation>
    </message>
    <message>
        <source>This computer …</source>
        <translation>Dieser Rechner …</translation>
    </message>
    <message>
        <source>This computer did not answer.</source>
        <translation>Dieser Rechner hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>It writes the texts of new sets unless you choose another captioner.</source>
        <translation>Es schreibt die Texte neuer Sets, wenn Sie keinen anderen Textgenerator wählen.</translation>
    </message>
    <message>
        <source>For a model that sees them, start Ollama or LM Studio with a vision model, if you have it.</source>
        <translation>Damit sie gesehen werden, starten Sie Ollama oder LM Studio mit einem Bildmodell, wenn Sie es haben.</translation>
    </message>
    <message>
        <source>For a model that sees them, choose {} in a new set (it is downloaded first), or start Ollama, if you have it.</source>
        <translation>Damit sie gesehen werden, wählen Sie in einem neuen Set {}: Es wird vorher heruntergeladen. Oder starten Sie Ollama, wenn Sie es haben.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Drop a folder of photos here</source>
        <translation>Einen Ordner mit Fotos hierher ziehen</translation>
    </message>
    <message>
        <source>The program looks at the photos and proposes captions, alt text, file names and keywords. You go through them, change what you like and approve what is right. Only what you approve is ever published, and your originals are never changed.</source>
        <translation>Das Programm sieht sich die Fotos an und schlägt Bildunterschriften, Alternativtexte, Dateinamen und Stichwörter vor. Sie sehen sie durch, ändern, was Sie möchten, und geben frei, was stimmt. Nur was Sie freigegeben haben, wird je veröffentlicht, und Ihre Originale werden nie verändert.</translation>
    </message>
    <message>
        <source>Choose a folder …</source>
        <translation>Ordner wählen …</translation>
    </message>
    <message>
        <source>The folder of your runs is gone: {}. If it is on a drive, connect the drive.</source>
        <translation>Der Ordner Ihrer Läufe ist weg: {}. Liegt er auf einem Laufwerk, schließen Sie es an.</translation>
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
        <source>approved, then changed</source>
        <translation>einmal freigegeben und seitdem geändert</translation>
    </message>
    <message>
        <source>your texts break no rule: ready to approve</source>
        <translation>Ihre Texte verstoßen gegen keine Regel: können freigegeben werden</translation>
    </message>
    <message>
        <source>the run repaired its own texts: worth a look</source>
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
        <source>kept on record, never published</source>
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
        <source>a person asked for another one</source>
        <translation>jemand möchte einen anderen</translation>
    </message>
</context><context>
    <name>target</name>
    <message>
        <source>New target</source>
        <translation>Neues Ziel</translation>
    </message>
    <message>
        <source>A folder on this computer</source>
        <translation>Ein Ordner auf diesem Rechner</translation>
    </message>
    <message>
        <source>A web server (FTP)</source>
        <translation>Ein Webserver (FTP)</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Write captions into a database on the server (MySQL, MariaDB)</source>
        <translation>Texte kommen in eine Datenbank des Servers (MySQL, MariaDB)</translation>
    </message>
    <message>
        <source>Pictures go to</source>
        <translation>Bilder kommen in</translation>
    </message>
    <message>
        <source>lower case, such as my_site</source>
        <translation>Kleinbuchstaben, etwa meine_seite</translation>
    </message>
    <message>
        <source>Passwords are saved in separate files that only you can read, never in the target's own file.</source>
        <translation>Passwörter stehen in Dateien, die nur Sie lesen können, nie in der Datei des Ziels.</translation>
    </message>
    <message>
        <source>empty: the folder after login</source>
        <translation>leer: wo die Anmeldung landet</translation>
    </message>
    <message>
        <source>Folder of the published pictures</source>
        <translation>Ordner der veröffentlichten Bilder</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Web address</source>
        <translation>Adresse im Web</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Database server</source>
        <translation>Server der Datenbank</translation>
    </message>
    <message>
        <source>Database user</source>
        <translation>Benutzer der Datenbank</translation>
    </message>
    <message>
        <source>Database password</source>
        <translation>Passwort der Datenbank</translation>
    </message>
    <message>
        <source>Database name</source>
        <translation>Name der Datenbank</translation>
    </message>
</context><context>
    <name>templates</name>
    <message>
        <source>A brace is not closed: placeholders look like {subject}.</source>
        <translation>Eine Klammer ist offen: Platzhalter sehen aus wie {subject}.</translation>
    </message>
    <message>
        <source>{} takes no format here.</source>
        <translation>{} nimmt hier kein Format.</translation>
    </message>
    <message>
        <source>There is no {}. Did you mean {}?</source>
        <translation>Es gibt kein {}. Ist {} gemeint?</translation>
    </message>
    <message>
        <source>There is no {}. There are {}.</source>
        <translation>Es gibt kein {}. Es gibt {}.</translation>
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
    <name>tile_titles</name>
    <message>
        <source>No photo matches the filter.</source>
        <translation>Kein Foto passt zum Filter.</translation>
    </message>
</context><context>
    <name>translation</name>
    <message>
        <source>Same as the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
</context><context>
    <name>undo</name>
    <message>
        <source>Named a face {}.</source>
        <translation>Gesicht benannt: {}.</translation>
    </message>
    <message numerus="yes">
        <source>edited {} of %Ln photo(s)</source>
        <translation>
            <numerusform>{} von %Ln Foto bearbeitet</numerusform>
            <numerusform>{} von %Ln Fotos bearbeitet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>rated %Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto bewertet</numerusform>
            <numerusform>%Ln Fotos bewertet</numerusform>
        </translation>
    </message>
    <message>
        <source>copied answers about people to other pictures</source>
        <translation>Worte zu Personen auf andere Bilder übernommen</translation>
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
    <name>work</name>
    <message>
        <source>Show it</source>
        <translation>Zeigen</translation>
    </message>
</context></TS>

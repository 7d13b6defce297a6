package org.sceau.directory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Extractions of fictional professionals, in the shape of the national ones. */
final class Extractions {
    static final String HEADER = "Type d'identifiant PP|Identifiant PP|Identification nationale PP|Nom d'exercice|"
            + "Prénom d'exercice|Code profession|Libellé profession|Code savoir-faire|Numéro SIRET site|"
            + "Numéro FINESS site|Identifiant technique de la structure|Raison sociale site|"
            + "Code secteur d'activité|Code Département (structure)|";
    static final String DOCTOR = "8|10000000001|810000000001|FICTIVE|Élodie|10|Médecin|SM26||"
            + "990000001|F990000001|LABORATOIRE FICTIF|SA07|99|";
    static final String NURSE =
            "8|10000000002|810000000002|INVENTÉ|Paul|60|Infirmier||99000000100012|||" + "CABINET INVENTÉ|SA08|98|";

    private Extractions() {}

    static Entries read(String... lines) {
        return read((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8), Set.of(), 1000);
    }

    static Entries read(byte[] file, Set<String> departments, int most) {
        try {
            return new ExtractionReader(departments, most).read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.sceau.profiles;

import java.util.List;
import java.util.Locale;

/**
 * A person who does not exist, with an INS under the <em>test</em> OID only (ANS, 1.2.250.1.213.1.4.10).
 *
 * @param system of the identifier
 * @param value of the identifier
 * @param family birth name
 * @param given first name
 * @param gender FHIR administrative gender
 * @param birthDate ISO 8601 date
 * @param street line of the address
 */
public record SamplePatient(
        String system, String value, String family, String given, String gender, String birthDate, String street) {

    /** System of INS-NIR identifiers made for tests. */
    public static final String INS_TEST = "urn:oid:1.2.250.1.213.1.4.10";

    private static final List<String> FAMILIES =
            List.of("FICTIF-AUBÉPINE", "FICTIF-BRUYÈRE", "FICTIF-CHÈVREFEUILLE", "FICTIF-DIGITALE", "FICTIF-ÉGLANTIER");
    private static final List<String> WOMEN = List.of("Éléonore", "Mélusine", "Aliénor", "Cunégonde");
    private static final List<String> MEN = List.of("Ysengrin", "Théophraste", "Amédée", "Gontran");

    /** The person of a seed: equal seeds, equal persons; seeds below 8,000,000 differ in the INS. */
    public static SamplePatient of(long seed) {
        int n = (int) Math.floorMod(seed, 8_000_000L);
        boolean woman = n % 2 == 0;
        int year = 30 + n % 60;
        int month = 1 + n % 12;
        String body = String.format(Locale.ROOT, "%d%02d%02d99%06d", woman ? 2 : 1, year, month, 100_000 + n / 8);
        long number = Long.parseLong(body) + n % 8;
        String ins = number + String.format(Locale.ROOT, "%02d", 97 - number % 97);
        String family = FAMILIES.get(n % FAMILIES.size());
        String given = woman ? WOMEN.get(n % WOMEN.size()) : MEN.get(n % MEN.size());
        String birth = String.format(Locale.ROOT, "19%02d-%02d-%02d", year, month, 1 + n % 28);
        String street = (1 + n % 99) + " impasse de l'Exemple";
        return new SamplePatient(INS_TEST, ins, family, given, woman ? "female" : "male", birth, street);
    }

    @Override
    public String toString() {
        return "SamplePatient[withheld]";
    }
}

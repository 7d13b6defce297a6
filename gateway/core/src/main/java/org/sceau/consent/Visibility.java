package org.sceau.consent;

import java.util.List;
import java.util.Set;
import org.sceau.document.Coded;
import org.sceau.document.DocumentEntry;

/**
 * The French visibility codes (TRE_A07-StatutVisibiliteDocument) as access rules. They stand in a document's
 * {@code securityLabel} and are evaluated before any consent.
 *
 * <table>
 * <caption>who is kept from a document</caption>
 * <tr><th>code</th><th>professionals but the sender</th><th>patient</th><th>legal representatives</th></tr>
 * <tr><td>MASQUE_PS</td><td>yes</td><td>no</td><td>no</td></tr>
 * <tr><td>INVISIBLE_PATIENT</td><td>no</td><td>yes</td><td>yes</td></tr>
 * <tr><td>INVISIBLE_REPRESENTANTS_LEGAUX</td><td>no</td><td>no</td><td>yes</td></tr>
 * </table>
 *
 * A label without a code system could be any of them: it hides from everybody but the sender. A document not yet shown to the patient is not shown to who represents the patient either. Partner organisations act as
 * professionals.
 */
public final class Visibility {
    /** The code system by its OID. */
    public static final String SYSTEM_OID = "urn:oid:1.2.250.1.213.1.1.4.13";

    /** The code system by its URL (NOS, ANS). */
    public static final String SYSTEM_URL =
            "https://mos.esante.gouv.fr/NOS/TRE_A07-StatutVisibiliteDocument/FHIR/TRE-A07-StatutVisibiliteDocument";

    private static final Set<String> KNOWN = Set.of("MASQUE_PS", "INVISIBLE_PATIENT", "INVISIBLE_REPRESENTANTS_LEGAUX");
    private static final String UNKNOWN = "unknown-code";

    private static final List<String> SYSTEMS = List.of(SYSTEM_OID, SYSTEM_URL);

    private Visibility() {}

    /** The classes of reader that the codes tell apart. */
    public enum Reader {
        /** A professional, or an organisation, that did not hand the document in. */
        PROFESSIONAL,
        /** Who handed the document in: kept from nothing. */
        SENDER,
        /** The patient. */
        PATIENT,
        /** A legal representative of the patient. */
        REPRESENTATIVE
    }

    /** The verdict of the codes. */
    public sealed interface Verdict {
        /** No code keeps the reader away. */
        record Shown() implements Verdict {}

        /**
         * A code does.
         *
         * @param code the first that does, or {@value #UNKNOWN}: what else a sender wrote there goes nowhere
         */
        record Hidden(String code) implements Verdict {}
    }

    /** Whether codes of this system are visibility codes. */
    public static boolean isSystem(String system) {
        return SYSTEMS.contains(system);
    }

    /** Whether a reader of this class may know of a document with these codes. */
    public static Verdict of(List<Coded> securityLabel, Reader reader) {
        for (Coded label : securityLabel) {
            boolean unknown = label.system().isEmpty() && reader != Reader.SENDER; // it could be any of them
            if (unknown || (isSystem(label.system()) && hides(label.code(), reader))) {
                return new Verdict.Hidden(KNOWN.contains(label.code()) ? label.code() : UNKNOWN);
            }
        }
        return new Verdict.Shown();
    }

    /** Whether a reader of this class may know of every one of these documents. */
    public static Verdict ofAll(List<DocumentEntry> documents, Reader reader) {
        return of(
                documents.stream()
                        .flatMap(entry -> entry.securityLabel().stream())
                        .toList(),
                reader);
    }

    /** An unknown code of the system hides from everybody but the sender: what is not understood is not ignored. */
    private static boolean hides(String code, Reader reader) {
        if (reader == Reader.SENDER) {
            return false;
        }
        return switch (code) {
            case "MASQUE_PS" -> reader == Reader.PROFESSIONAL;
            case "INVISIBLE_PATIENT" -> reader == Reader.PATIENT || reader == Reader.REPRESENTATIVE;
            case "INVISIBLE_REPRESENTANTS_LEGAUX" -> reader == Reader.REPRESENTATIVE;
            default -> true;
        };
    }
}

package org.sceau.app.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.identity.PatientIdentifier;

/**
 * The parameters of a search, from the query or a form. Holds patient data: tells nothing in toString, and a refusal names a
 * parameter but never its value.
 */
final class SearchForm {
    private static final Set<String> OF_FORMAT = Set.of("_format", "_pretty", "_count", "_sort", "_summary", "_total");

    private final Map<String, List<String>> values;

    private SearchForm(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Reads them; under {@code Prefer: handling=strict} an unknown one is refused, else ignored (FHIR R4 3.1.1.3.1). */
    static SearchForm of(HttpServletRequest request, Set<String> known) {
        String prefer = request.getHeader("Prefer");
        boolean strict = prefer != null && prefer.contains("handling=strict");
        Map<String, List<String>> values = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, given) -> {
            if (known.contains(name)) {
                values.put(name, List.of(given));
            } else if (strict && !OF_FORMAT.contains(name)) {
                throw new Refused(FailureCode.PARAMETER_UNKNOWN);
            }
        });
        return new SearchForm(values);
    }

    /** The one patient that a search must name. */
    PatientIdentifier patient() {
        List<String> named = new ArrayList<>(alternatives("patient.identifier"));
        named.addAll(alternatives("patient:identifier"));
        if (named.size() != 1) {
            throw new Refused(FailureCode.PATIENT_REQUIRED);
        }
        String token = named.getFirst();
        int bar = token.indexOf('|');
        if (bar < 1 || bar == token.length() - 1) {
            throw new Refused(FailureCode.PATIENT_REQUIRED);
        }
        return new PatientIdentifier(token.substring(0, bar), token.substring(bar + 1));
    }

    /** The alternatives of a parameter: comma-separated; repetitions are taken together. */
    List<String> alternatives(String name) {
        List<String> alternatives = new ArrayList<>();
        for (String value : values.getOrDefault(name, List.of())) {
            for (String part : value.split(",", -1)) {
                if (!part.isBlank()) {
                    alternatives.add(part.strip());
                }
            }
        }
        return alternatives;
    }

    /** Every value of a parameter, each of which must match. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The only alternative, where there is one. */
    Optional<String> one(String name) {
        List<String> alternatives = alternatives(name);
        return alternatives.isEmpty() ? Optional.empty() : Optional.of(alternatives.getFirst());
    }

    @Override
    public String toString() {
        return "SearchForm[withheld]";
    }
}

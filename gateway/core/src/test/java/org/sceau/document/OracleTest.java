package org.sceau.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sceau.profiles.ProfileReport;

/** Whatever the instance validator refuses, our rules refuse: over every way to spoil every element of the metadata. */
class OracleTest {
    /** A way to spoil one member of an object. */
    private enum Spoiling {
        REMOVED,
        BLANK,
        OF_ANOTHER_KIND,
        DOUBLED
    }

    private record Mutation(String name, ObjectNode bundle) {}

    @Test
    void sampleConformsAndIsAccepted() {
        ObjectNode sample = Samples.transaction();

        assertThat(Oracle.report(sample.toString())).isEqualTo(new ProfileReport.Conforms());
        assertThat(Samples.issues(sample)).isEmpty();
    }

    @Test
    void whatTheValidatorRefusesIsRefused() {
        List<Mutation> mutations = mutations();
        List<String> missed = new ArrayList<>();
        int refusedByBoth = 0;

        for (Mutation mutation : mutations) {
            if (Samples.issues(mutation.bundle()).isEmpty()) {
                ProfileReport report = Oracle.report(mutation.bundle().toString());
                if (report instanceof ProfileReport.Violates violates) {
                    missed.add(mutation.name() + " " + violates.violations().getFirst());
                }
            } else if (refusedByBoth < 60 && Oracle.refuses(mutation.bundle().toString())) {
                refusedByBoth++;
            }
        }

        assertThat(missed).isEmpty();
        assertThat(refusedByBoth).isEqualTo(60);
    }

    private static List<Mutation> mutations() {
        List<Mutation> mutations = new ArrayList<>();
        List<List<Object>> paths = new ArrayList<>();
        collect(Samples.transaction(), List.of(), paths);
        for (List<Object> path : paths) {
            for (Spoiling spoiling : Spoiling.values()) {
                ObjectNode bundle = Samples.transaction();
                if (spoil(bundle, path, spoiling)) {
                    mutations.add(new Mutation(path + " " + spoiling, bundle));
                }
            }
        }
        return mutations;
    }

    /** Members of the request, of the SubmissionSet, of the PDF's reference and of the Binary; not the FHIR document. */
    private static void collect(JsonNode node, List<Object> path, List<List<Object>> into) {
        if (path.size() == 2 && path.get(1) instanceof Integer entry && entry > Samples.BINARY) {
            return;
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            List<Object> at = new ArrayList<>(path);
            at.add(member.getKey());
            into.add(at);
            collect(member.getValue(), at, into);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            List<Object> at = new ArrayList<>(path);
            at.add(i);
            collect(node.get(i), at, into);
        }
    }

    private static boolean spoil(ObjectNode bundle, List<Object> path, Spoiling spoiling) {
        JsonNode node = bundle;
        for (Object step : path.subList(0, path.size() - 1)) {
            node = step instanceof String name ? node.path(name) : node.path((Integer) step);
        }
        String last = (String) path.getLast();
        ObjectNode holder = (ObjectNode) node;
        JsonNode value = holder.path(last);
        switch (spoiling) {
            case REMOVED -> holder.remove(last);
            case BLANK -> holder.put(last, value.isTextual() ? "not a valid one" : "");
            case OF_ANOTHER_KIND -> holder.putObject(last).put("display", "x");
            case DOUBLED -> {
                if (!(value instanceof ArrayNode array)) {
                    return false;
                }
                array.add(array.get(0).deepCopy());
            }
        }
        return true;
    }
}

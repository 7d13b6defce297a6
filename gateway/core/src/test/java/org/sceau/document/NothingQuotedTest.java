package org.sceau.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.sceau.failure.Issue;
import org.sceau.failure.Language;
import org.sceau.intake.Format;

/** Promise: no value from the request in any issue. A canary is put in every place, as value and as name. */
class NothingQuotedTest {
    private static final String CANARY = "CANARI7f3a91";

    @Test
    void canaryAsAnyValueIsNeverQuoted() {
        List<String> quoted = new ArrayList<>();

        for (Consumer<ObjectNode> planting : plantings()) {
            ObjectNode bundle = Samples.transaction();
            planting.accept(bundle);
            List<Issue> issues = Samples.issues(bundle);
            byte[] outcome = Outcomes.refusal(issues, Language.FRENCH, Format.JSON);
            if ((issues + new String(outcome, StandardCharsets.UTF_8)).contains(CANARY)) {
                quoted.add(issues.toString());
            }
        }

        assertThat(quoted).isEmpty();
    }

    @Test
    void canaryEverywhereAtOnceIsNeverQuoted() {
        ObjectNode bundle = Samples.transaction();
        everywhere(bundle);

        List<Issue> issues = Samples.issues(bundle);

        assertThat(issues).isNotEmpty();
        assertThat(issues.toString()).doesNotContain(CANARY);
    }

    private static List<Consumer<ObjectNode>> plantings() {
        List<Consumer<ObjectNode>> plantings = new ArrayList<>();
        List<String> pointers = new ArrayList<>();
        pointers(Samples.transaction(), "", pointers);
        for (String pointer : pointers) {
            int slash = pointer.lastIndexOf('/');
            String parent = pointer.substring(0, slash);
            String name = pointer.substring(slash + 1);
            plantings.add(bundle -> put(bundle.at(parent), name, TextNode.valueOf(CANARY)));
            plantings.add(bundle -> put(bundle.at(parent), CANARY, TextNode.valueOf("x")));
        }
        return plantings;
    }

    private static void pointers(JsonNode node, String pointer, List<String> into) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            into.add(pointer + "/" + member.getKey());
            pointers(member.getValue(), pointer + "/" + member.getKey(), into);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            into.add(pointer + "/" + i);
            pointers(node.get(i), pointer + "/" + i, into);
        }
    }

    private static void put(JsonNode holder, String name, JsonNode value) {
        if (holder instanceof ObjectNode object) {
            object.set(name, value);
        } else if (holder instanceof ArrayNode array && !name.equals(CANARY)) {
            array.set(Integer.parseInt(name), value);
        }
    }

    private static void everywhere(JsonNode node) {
        for (Map.Entry<String, JsonNode> member : List.copyOf(node.properties())) {
            boolean structural = member.getKey().equals("resourceType")
                    || member.getKey().equals("type")
                    || member.getKey().equals("method")
                    || member.getKey().equals("profile");
            if (member.getValue().isTextual() && !structural) {
                ((ObjectNode) node).put(member.getKey(), CANARY);
            } else if (!structural) {
                everywhere(member.getValue());
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            everywhere(node.get(i));
        }
    }
}

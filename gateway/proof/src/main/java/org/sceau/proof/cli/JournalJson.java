package org.sceau.proof.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sceau.proof.CanonicalJson;
import org.sceau.proof.JournalClaims;
import org.sceau.proof.JournalFinding;
import org.sceau.proof.JournalVerdict;
import org.sceau.proof.JsonValue;
import org.sceau.proof.JsonValue.JsonArray;
import org.sceau.proof.JsonValue.JsonInteger;
import org.sceau.proof.JsonValue.JsonObject;
import org.sceau.proof.JsonValue.JsonString;

/** The verdict on a journal for machines: one line of canonical JSON. Places are indexes of entries, from 0. */
final class JournalJson {
    private JournalJson() {}

    static String of(String file, JournalVerdict verdict) {
        Map<String, JsonValue> members = claims(verdict.claims());
        members.put("file", new JsonString(file));
        switch (verdict) {
            case JournalVerdict.Proved _ -> members.put("verdict", new JsonString("proved"));
            case JournalVerdict.Refuted refuted -> {
                members.put("verdict", new JsonString("refuted"));
                members.put("count", new JsonInteger(refuted.count()));
                members.put("findings", findings(refuted.findings()));
            }
        }
        return new String(CanonicalJson.encode(new JsonObject(members)), StandardCharsets.UTF_8);
    }

    private static Map<String, JsonValue> claims(JournalClaims claims) {
        Map<String, JsonValue> members = new TreeMap<>(Map.of(
                "log", new JsonString(claims.log()),
                "entries", new JsonInteger(claims.entries()),
                "checkpoints", new JsonInteger(claims.checkpoints()),
                "stamps", new JsonInteger(claims.stamps()),
                "given", new JsonInteger(claims.given())));
        claims.follows().ifPresent(log -> members.put("follows", new JsonString(log)));
        claims.head().ifPresent(head -> {
            members.put("size", new JsonInteger(head.size()));
            members.put("root", new JsonString(head.root().hex()));
        });
        claims.sealer().ifPresent(sealer -> {
            members.put("sealer", new JsonString(sealer.subject()));
            members.put("anchor", new JsonString(sealer.anchor()));
            members.put("sealed", new JsonString(sealer.at().toString()));
        });
        claims.stamped()
                .ifPresent(stamped ->
                        members.put("stamped", new JsonString(stamped.at().toString())));
        return members;
    }

    private static JsonValue findings(List<JournalFinding> findings) {
        List<JsonValue> items = new ArrayList<>();
        for (JournalFinding finding : findings) {
            Map<String, JsonValue> members = new TreeMap<>();
            members.put("fault", new JsonString(finding.fault().code()));
            if (finding.place() >= 0) {
                members.put("place", new JsonInteger(finding.place()));
            }
            if (finding.until() >= 0) {
                members.put("until", new JsonInteger(finding.until()));
            }
            if (!finding.subject().isEmpty()) {
                members.put("subject", new JsonString(finding.subject()));
            }
            if (!finding.detail().isEmpty()) {
                members.put("detail", new JsonString(finding.detail()));
            }
            items.add(new JsonObject(members));
        }
        return new JsonArray(items);
    }
}

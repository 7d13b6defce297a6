package org.sceau.proof.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sceau.proof.CanonicalJson;
import org.sceau.proof.Claims;
import org.sceau.proof.DocumentFinding;
import org.sceau.proof.JsonValue;
import org.sceau.proof.JsonValue.JsonArray;
import org.sceau.proof.JsonValue.JsonInteger;
import org.sceau.proof.JsonValue.JsonObject;
import org.sceau.proof.JsonValue.JsonString;
import org.sceau.proof.Limit;
import org.sceau.proof.Sealer;
import org.sceau.proof.TimeStamped;
import org.sceau.proof.Verdict;

/** The verdict for machines: canonical JSON, codes only, no text in any language. */
final class JsonReport {
    private JsonReport() {}

    static String of(String file, Verdict verdict) {
        Map<String, JsonValue> members = new TreeMap<>();
        members.put("file", new JsonString(file));
        switch (verdict) {
            case Verdict.Proved(Claims claims) -> {
                members.put("verdict", new JsonString("proved"));
                claims(claims, members);
            }
            case Verdict.Refuted refuted -> {
                members.put("verdict", new JsonString("refuted"));
                members.put("part", new JsonString(refuted.part().code()));
                members.put("reason", new JsonString(refuted.reason().code()));
                members.put("where", new JsonString(refuted.where()));
                members.put("documents", documents(refuted.documents()));
            }
        }
        return new String(CanonicalJson.encode(new JsonObject(members)), StandardCharsets.UTF_8);
    }

    private static void claims(Claims claims, Map<String, JsonValue> members) {
        switch (claims) {
            case Claims.OfReceipt receipt -> {
                members.put("kind", new JsonString("receipt"));
                members.put("entry", CanonicalJson.decode(receipt.entry().encode()));
                members.put("log", new JsonString(receipt.checkpoint().logId()));
                members.put("leaf", new JsonInteger(receipt.index()));
                members.put("size", new JsonInteger(receipt.checkpoint().size()));
                receipt.stamped().ifPresent(stamped -> members.put("timeStamp", stamped(stamped)));
            }
            case Claims.OfSignature signature -> {
                members.put("kind", new JsonString("signature"));
                members.put("commitments", JsonArray.ofTexts(signature.commitments()));
                members.put("claimed", JsonArray.ofTexts(signature.claimed()));
            }
        }
        members.put("sealer", sealer(claims.sealer()));
        members.put("documents", documents(claims.documents()));
        List<String> limits = new ArrayList<>();
        for (Limit limit : claims.limits()) {
            limits.add(limit.code());
        }
        members.put("notProved", JsonArray.ofTexts(limits));
    }

    private static JsonValue sealer(Sealer sealer) {
        return new JsonObject(Map.of(
                "subject", new JsonString(sealer.subject()),
                "anchor", new JsonString(sealer.anchor()),
                "certificate", new JsonString(sealer.thumbprint().hex()),
                "at", new JsonString(sealer.at().toString())));
    }

    private static JsonValue stamped(TimeStamped stamped) {
        Map<String, JsonValue> members = new TreeMap<>(Map.of(
                "at", new JsonString(stamped.at().toString()),
                "authority", new JsonString(stamped.authority()),
                "certificate", new JsonString(stamped.thumbprint().hex()),
                "anchor", new JsonString(stamped.anchor()),
                "policy", new JsonString(stamped.policy())));
        stamped.accuracy().ifPresent(by -> members.put("accuracy", new JsonString(by.toString())));
        return new JsonObject(members);
    }

    private static JsonValue documents(List<DocumentFinding> findings) {
        List<JsonValue> items = new ArrayList<>();
        for (DocumentFinding finding : findings) {
            items.add(new JsonObject(Map.of(
                    "name", new JsonString(finding.name()),
                    "state", new JsonString(finding.state().code()),
                    "sha256", new JsonString(finding.sha256().hex()))));
        }
        return new JsonArray(items);
    }
}

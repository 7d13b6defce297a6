package org.sceau.proof.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sceau.proof.CanonicalJson;
import org.sceau.proof.Claims;
import org.sceau.proof.DocumentFinding;
import org.sceau.proof.EvidenceStatement;
import org.sceau.proof.Indication;
import org.sceau.proof.JsonValue;
import org.sceau.proof.JsonValue.JsonArray;
import org.sceau.proof.JsonValue.JsonInteger;
import org.sceau.proof.JsonValue.JsonObject;
import org.sceau.proof.JsonValue.JsonString;
import org.sceau.proof.Limit;
import org.sceau.proof.Sealer;
import org.sceau.proof.SecondSeal;
import org.sceau.proof.SignatureResults;
import org.sceau.proof.TimeStamped;
import org.sceau.proof.Verdict;

/** The verdict for machines: canonical JSON, codes only, no text in any language. */
final class JsonReport {
    private JsonReport() {}

    static String of(String file, Verdict verdict) {
        Map<String, JsonValue> members = new TreeMap<>();
        members.put("file", new JsonString(file));
        Indication indication = Indication.of(verdict);
        members.put("indication", new JsonString(indication.main()));
        if (!indication.sub().isEmpty()) {
            members.put("subIndication", new JsonString(indication.sub()));
        }
        SignatureResults results = SignatureResults.of(verdict);
        members.put(
                "signature",
                new JsonObject(Map.of(
                        "integrity", new JsonString(results.integrity().code()),
                        "signer", new JsonString(results.signer().code()),
                        "documents", new JsonString(results.documents().code()))));
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
                receipt(receipt, members);
            }
            case Claims.OfSignature signature -> {
                members.put("kind", new JsonString("signature"));
                signature(signature, members);
            }
            case Claims.OfEvidence evidence -> {
                members.put("kind", new JsonString("evidence"));
                evidence(evidence, members);
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

    private static void receipt(Claims.OfReceipt receipt, Map<String, JsonValue> members) {
        members.put("entry", CanonicalJson.decode(receipt.entry().encode()));
        members.put("log", new JsonString(receipt.checkpoint().logId()));
        members.put("leaf", new JsonInteger(receipt.index()));
        members.put("size", new JsonInteger(receipt.checkpoint().size()));
        receipt.second().ifPresent(second -> members.put("secondSeal", second(second)));
        times(receipt.stamped(), receipt.renewals(), members);
    }

    private static void signature(Claims.OfSignature signature, Map<String, JsonValue> members) {
        members.put("commitments", JsonArray.ofTexts(signature.commitments()));
        members.put("claimed", JsonArray.ofTexts(signature.claimed()));
        times(signature.stamped(), signature.renewals(), members);
    }

    private static void times(Optional<TimeStamped> first, List<TimeStamped> renewals, Map<String, JsonValue> members) {
        first.ifPresent(stamped -> members.put("timeStamp", stamped(stamped)));
        if (!renewals.isEmpty()) {
            members.put(
                    "renewals",
                    new JsonArray(renewals.stream().map(JsonReport::stamped).toList()));
        }
    }

    private static void evidence(Claims.OfEvidence evidence, Map<String, JsonValue> members) {
        EvidenceStatement statement = evidence.statement();
        members.put("transfer", new JsonString(statement.transfer().toString()));
        members.put("for", new JsonString(statement.role().code()));
        statement.party().ifPresent(party -> members.put("party", new JsonString(party)));
        Map<String, JsonValue> outcomes = new TreeMap<>();
        statement
                .outcomes()
                .forEach(line -> outcomes.put(
                        line.recipient(), new JsonString(line.outcome().code())));
        members.put("outcomes", new JsonObject(outcomes));
        evidence.second().ifPresent(second -> members.put("secondSeal", second(second)));
        List<JsonValue> receipts = new ArrayList<>();
        for (Claims.OfReceipt receipt : evidence.receipts()) {
            Map<String, JsonValue> inner = new TreeMap<>();
            receipt(receipt, inner);
            inner.put("sealer", sealer(receipt.sealer()));
            receipts.add(new JsonObject(inner));
        }
        members.put("receipts", new JsonArray(receipts));
        evidence.signature().ifPresent(signature -> {
            Map<String, JsonValue> inner = new TreeMap<>();
            signature(signature, inner);
            inner.put("sealer", sealer(signature.sealer()));
            members.put("seal", new JsonObject(inner));
        });
    }

    private static JsonValue sealer(Sealer sealer) {
        return new JsonObject(Map.of(
                "subject", new JsonString(sealer.subject()),
                "anchor", new JsonString(sealer.anchor()),
                "certificate", new JsonString(sealer.thumbprint().hex()),
                "at", new JsonString(sealer.at().toString())));
    }

    private static JsonValue second(SecondSeal second) {
        return new JsonObject(
                Map.of("algorithm", new JsonString(second.algorithm().label()), "sealer", sealer(second.sealer())));
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

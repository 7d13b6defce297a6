package org.sceau.proof;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A renewal with the path to it from one receipt's time-stamp. Checks its form only; {@link RenewalChain} everything else.
 *
 * @param proof that the receipt's time-stamp stands among those that the renewal covers
 */
public record Renewed(Renewal renewal, InclusionProof proof) {
    /** Most of them in a receipt: one for each certificate of the authorities for a hundred years. */
    static final int MOST = 100;

    static JsonValue toJson(List<Renewed> all) {
        List<JsonValue> items = new ArrayList<>();
        for (Renewed one : all) {
            List<String> path = new ArrayList<>();
            one.proof().path().forEach(hash -> path.add(hash.base64Url()));
            items.add(new ObjectDraft()
                    .put("statement", one.renewal().statement().toJson())
                    .put(
                            "stamp",
                            Base64.getEncoder()
                                    .encodeToString(one.renewal().token().der()))
                    .put("leaf", one.proof().index())
                    .putTexts("path", path)
                    .done());
        }
        return new JsonValue.JsonArray(items);
    }

    /** Throws {@link MalformedProof}. A receipt without renewals has no list of them: nothing has two spellings. */
    static List<Renewed> fromJson(JsonValue value) {
        List<JsonValue> items = value instanceof JsonValue.JsonArray array ? array.items() : List.of();
        if (items.isEmpty() || items.size() > MOST) {
            throw new MalformedProof(Part.RENEWAL, Reason.VALUE_INVALID, "renewals");
        }
        List<Renewed> all = new ArrayList<>();
        for (JsonValue item : items) {
            all.add(one(new Members(Part.RENEWAL, item, "renewals")));
        }
        return List.copyOf(all);
    }

    private static Renewed one(Members members) {
        RenewalStatement statement = RenewalStatement.fromJson(members.take("statement"));
        TimeStampToken token =
                TimeStampToken.decode(StrictBase64.standard(Part.RENEWAL, members.text("stamp"), "stamp"));
        long index = members.integer("leaf");
        List<Digest> path = new ArrayList<>();
        for (String hash : members.texts("path")) {
            path.add(RenewalStatement.digest(statement.hash(), hash, "path"));
        }
        members.end();
        if (index < 0 || index >= statement.stamps().size() || path.size() > InclusionProof.MAX_PATH) {
            throw members.invalid("leaf");
        }
        return new Renewed(
                new Renewal(statement, token),
                new InclusionProof(index, statement.stamps().size(), path));
    }
}

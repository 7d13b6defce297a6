package org.sceau.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.sceau.app.oauth.ScopeCeilings;
import org.sceau.intake.Interaction;
import org.sceau.oauth.Scopes;
import org.sceau.oauth.Transaction;
import org.sceau.routing.Partner;
import org.sceau.routing.Right;
import org.sceau.routing.configuration.AccessTokenSettings;
import org.sceau.routing.rules.Action;

/**
 * A token with which {@code sceau explain} supposes that a request comes: which scope opens what is asked for, or what would.
 * Rights and access rules are asked beside it.
 *
 * @param written its scopes
 * @param asked what the request could be, each with scopes of its own
 * @param partner who would ask
 * @param settings of tokens; without them no token counts
 */
record SupposedToken(String written, List<Transaction> asked, Partner partner, Optional<AccessTokenSettings> settings) {

    /** What a request for this action could be; nothing else is asked with a token. */
    static List<Transaction> transactions(Action action) throws CommandFailed {
        Right right = right(action).orElseThrow(() -> new CommandFailed(ExitCode.USAGE, "scope-action"));
        return Stream.of(Transaction.values())
                .filter(transaction -> transaction.right() == right && transaction != Transaction.RECEIPT)
                .toList();
    }

    /** The right that a partner needs for this action before any rule is asked. */
    static Optional<Right> right(Action action) {
        return switch (action) {
            case SUBMIT -> Optional.of(Right.SUBMIT);
            case FIND -> Optional.of(Right.FIND);
            case RETRIEVE -> Optional.of(Right.RETRIEVE);
            case RECEIVE, CONSENT, OPERATE -> Optional.empty();
        };
    }

    /** What handing in a bundle is. */
    static List<Transaction> transactions(Interaction interaction) {
        return List.of(
                switch (interaction) {
                    case PROVIDE_DOCUMENT_BUNDLE -> Transaction.PROVIDE;
                    case FHIR_DOCUMENT -> Transaction.DOCUMENT;
                    case SIMPLIFIED_PUBLISH -> Transaction.PUBLISH;
                });
    }

    /** Whether it opens any of what is asked. */
    boolean opens() {
        return settings.isPresent() && asked.stream().anyMatch(scopes()::cover);
    }

    /** In the user's language, a line for each thing that could be asked. */
    String text(Words words) {
        StringBuilder text = new StringBuilder();
        line(text, words.say("scope-asked", written));
        for (Transaction transaction : asked) {
            List<String> by = scopes().opening(transaction);
            line(
                    text,
                    by.isEmpty()
                            ? words.say("scope-closed", word(transaction), either(transaction.alternatives(), words))
                            : words.say("scope-opened", word(transaction), either(by, words)));
        }
        unknown().forEach(word -> line(text, words.say("scope-unknown", word)));
        String issued = issued().map(Scopes::text)
                .map(scopes -> words.say("scope-issued", partner.id(), scopes))
                .orElseGet(() -> words.say("scope-not-issued", partner.id()));
        line(text, settings.isPresent() ? issued : words.say("scope-off"));
        line(text, words.say(opens() ? "scope-opens" : "scope-refused"));
        return text.toString();
    }

    /** Adds it to what explains the rest; what it does not open is not granted. */
    void putInto(ObjectNode document) {
        ObjectNode token = document.putObject("token").put("scopes", written).put("opens", opens());
        ArrayNode unknown = token.putArray("unknown");
        unknown().forEach(unknown::add);
        issued().ifPresent(scopes -> token.put("issued", scopes.text()));
        ArrayNode transactions = token.putArray("transactions");
        for (Transaction transaction : asked) {
            ObjectNode row = transactions.addObject().put("transaction", word(transaction));
            ArrayNode by = row.putArray("openedBy");
            scopes().opening(transaction).forEach(by::add);
            ArrayNode alternatives = row.putArray("alternatives");
            transaction.alternatives().forEach(alternatives::add);
        }
        if (!opens()) {
            document.put("granted", false);
        }
    }

    private Scopes scopes() {
        return Scopes.of(written);
    }

    private List<String> unknown() {
        return Stream.of(written.split(" ", -1))
                .filter(word -> !Scopes.of(word).areAllKnown())
                .toList();
    }

    /** What of it the gateway itself would put into a token of this partner; empty where it would refuse one. */
    private Optional<Scopes> issued() {
        return settings.filter(tokens -> tokens.issuesTo(partner.id()))
                .filter(_ -> scopes().areAllKnown())
                .map(tokens -> scopes().within(partner.may()).within(new ScopeCeilings(tokens).of(partner.id())))
                .filter(scopes -> !scopes.isEmpty());
    }

    private static String either(List<String> alternatives, Words words) {
        return String.join(words.say("scope-or"), alternatives);
    }

    private static String word(Transaction transaction) {
        return transaction.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}

package org.sceau.app.oauth;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sceau.failure.FailureCode;
import org.sceau.failure.FailureTexts;
import org.sceau.failure.Issue;
import org.sceau.failure.Language;
import org.sceau.identity.Purpose;
import org.sceau.oauth.AuthorizationRequest;
import org.sceau.oauth.Transaction;

/**
 * What a person is shown: French, then English; no script, no style, nothing from elsewhere. Its form leads here and, by way of
 * the answer, to the application's own host.
 */
final class ConsentPage {
    /** What the button says that authorises. */
    static final String GRANT = "grant";

    private static final String RETRY_SECONDS = "5";

    private static final String QUESTION = template("consent.html");
    private static final String REFUSAL = template("refusal.html");

    private ConsentPage() {}

    /** Puts a request to the person, whom it names: at a shared workstation the session may be another's. */
    static void ask(HttpServletResponse response, String person, AuthorizationRequest asked, String ticket)
            throws IOException {
        URI back = URI.create(asked.redirectUri());
        Purpose purpose = asked.application().purpose();
        response.setHeader(
                "Content-Security-Policy", policy("'self' " + back.getScheme() + "://" + back.getRawAuthority()));
        write(
                response,
                HttpServletResponse.SC_OK,
                QUESTION.formatted(
                        escaped(asked.client().name()),
                        escaped(asked.scopes().text()),
                        rights(asked, Language.FRENCH),
                        rights(asked, Language.ENGLISH),
                        text(purpose, Language.FRENCH),
                        text(purpose, Language.ENGLISH),
                        escaped(asked.redirectUri()),
                        AuthorizationEndpoint.PATH,
                        escaped(ticket),
                        GRANT,
                        escaped(person)));
    }

    /** Tells the person alone what is wrong. */
    static void refuse(HttpServletResponse response, Issue issue) throws IOException {
        response.setHeader("Content-Security-Policy", policy("'none'"));
        int status = issue.code().httpStatus();
        if (status == FailureCode.RATE_LIMITED.httpStatus() || status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", RETRY_SECONDS);
        }
        write(
                response,
                status,
                REFUSAL.formatted(
                        escaped(FailureTexts.what(issue, Language.FRENCH)),
                        escaped(FailureTexts.hint(issue, Language.FRENCH)),
                        escaped(FailureTexts.what(issue, Language.ENGLISH)),
                        escaped(FailureTexts.hint(issue, Language.ENGLISH)),
                        issue.code().code()));
    }

    /** Browsers ask {@code form-action} of redirections too. */
    private static String policy(String formAction) {
        return "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action " + formAction;
    }

    private static String rights(AuthorizationRequest asked, Language language) {
        return Stream.of(Transaction.values())
                .filter(asked.scopes()::cover)
                .map(covered -> "<li>" + text(covered, language) + "</li>\n")
                .distinct()
                .collect(Collectors.joining());
    }

    private static String text(Transaction covered, Language language) {
        boolean french = language == Language.FRENCH;
        if (covered == Transaction.RECEIPT) {
            return french ? "obtenir les reçus de ses opérations" : "have the receipts of what it did";
        }
        return switch (covered.right()) {
            case SUBMIT -> french ? "déposer des documents" : "submit documents";
            case FIND -> french ? "rechercher des documents" : "search documents";
            case RETRIEVE -> french ? "lire des documents" : "read documents";
            case DIRECTORY -> french ? "consulter l’annuaire" : "look into the directory";
            case INTROSPECT -> throw new IllegalArgumentException("no scope is for it");
        };
    }

    private static String text(Purpose purpose, Language language) {
        boolean french = language == Language.FRENCH;
        return switch (purpose) {
            case TREAT -> french ? "soins" : "treatment";
            case ETREAT -> french ? "soins urgents" : "emergency treatment";
            case PATRQT -> french ? "demande du patient" : "the patient's request";
            case HPAYMT -> french ? "facturation des soins" : "payment of care";
            case HOPERAT -> french ? "organisation des soins" : "operation of care";
            case HRESCH -> french ? "recherche" : "research";
            case PUBHLTH -> french ? "santé publique" : "public health";
            case BTG, UNSTATED -> french ? "non précisée" : "not stated";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static void write(HttpServletResponse response, int status, String page) throws IOException {
        byte[] body = page.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static String template(String name) {
        try (InputStream file = Objects.requireNonNull(ConsentPage.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.sceau.app.operate;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.sceau.failure.FailureCode;
import org.sceau.failure.FailureTexts;
import org.sceau.failure.Issue;
import org.sceau.failure.Language;

/**
 * Stands before every page of the operator's port. A request must name the address that is bound, so that no web page reaches it
 * under a name of its own (DNS rebinding) and no script gets used to one that may lead elsewhere ({@code localhost} is
 * {@code ::1}, too, where another account may listen), come from no web page at all, and bring the operator's token where the page is not open.
 * Thread-safe.
 */
final class OperatorGate extends Filter {
    private static final Pattern BOUND = Pattern.compile("127\\.0\\.0\\.1(:\\d{1,5})?");

    private final OperatorToken token;
    private final Predicate<String> open;

    /**
     * Lets whoever holds the token through.
     *
     * @param open the paths that need none
     */
    OperatorGate(OperatorToken token, Predicate<String> open) {
        this.token = token;
        this.open = open;
    }

    @Override
    public String description() {
        return "operators alone";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        if (!isLocal(exchange)) {
            OperatorServer.text(exchange, 403, "forbidden\n");
        } else if (open.test(exchange.getRequestURI().getPath()) || brings(exchange)) {
            chain.doFilter(exchange);
        } else {
            Issue issue = Issue.of(FailureCode.OPERATOR_TOKEN_REQUIRED);
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"sceau-operator\"");
            OperatorServer.text(
                    exchange,
                    issue.code().httpStatus(),
                    issue.code().code() + "\n" + text(issue, Language.FRENCH) + text(issue, Language.ENGLISH));
        }
    }

    private static String text(Issue issue, Language language) {
        return FailureTexts.what(issue, language) + " " + FailureTexts.hint(issue, language) + "\n";
    }

    private static boolean isLocal(HttpExchange exchange) {
        return values(exchange, "Host").stream()
                        .allMatch(host -> BOUND.matcher(host).matches())
                && values(exchange, "Host").size() == 1
                && values(exchange, "Origin").isEmpty();
    }

    private boolean brings(HttpExchange exchange) {
        List<String> headers = values(exchange, "Authorization");
        return headers.size() == 1 && token.isIn(headers.getFirst());
    }

    private static List<String> values(HttpExchange exchange, String header) {
        return exchange.getRequestHeaders().getOrDefault(header, List.of());
    }
}

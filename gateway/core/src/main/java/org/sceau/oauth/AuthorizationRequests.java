package org.sceau.oauth;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sceau.routing.Partner;
import org.sceau.routing.PersonalClient;
import org.sceau.routing.Right;
import org.sceau.transfer.PartnerId;

/**
 * Judges requests for a person's authorization. Immutable.
 *
 * <p>Guarantees: nothing is answered to an address that is not registered for the client, letter by letter; no code is ever
 * given without a challenge of S256 (RFC 9700 section 2.1.1), so none can be redeemed without its verifier.
 */
public final class AuthorizationRequests {
    private static final Pattern STATE = Pattern.compile("[\\x20-\\x7e]{1,512}");
    /** 32 bytes in base64url, without padding (RFC 7636 section 4.2). */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Map<String, Partner> clients;
    private final Function<PartnerId, Scopes> ceiling;
    private final String resource;

    /**
     * Judges for these clients.
     *
     * @param clients those with an application that asks persons; any other is left out
     * @param ceiling what a client's tokens may cover at most
     * @param resource the only one that tokens are for
     */
    public AuthorizationRequests(Collection<Partner> clients, Function<PartnerId, Scopes> ceiling, String resource) {
        this.ceiling = ceiling;
        this.clients = clients.stream()
                .filter(client -> client.client().isPresent())
                .collect(Collectors.toUnmodifiableMap(client -> client.id().value(), Function.identity()));
        this.resource = resource;
    }

    /** What came of a request. */
    public sealed interface Judged {
        /** It may be put to the person. */
        record Sound(AuthorizationRequest request) implements Judged {}

        /** Its client is told so. */
        record Faulty(PartnerId client, String redirectUri, Optional<String> state, AuthorizationFault fault)
                implements Judged {}

        /** No client of ours, or not its address: nobody is told but the person (RFC 6749 section 4.1.2.1). */
        record Unanswerable() implements Judged {}
    }

    /** Whether there is any client that may ask. */
    public boolean isEmpty() {
        return clients.isEmpty();
    }

    /**
     * Judges a request.
     *
     * @param parameters each at most once; empty for what is left out
     * @param rights of the partner whose certificate the person has: nobody hands on more
     */
    public Judged judge(Function<String, Optional<String>> parameters, Collection<Right> rights) {
        Optional<Partner> client = parameters.apply("client_id").flatMap(id -> Optional.ofNullable(clients.get(id)));
        Optional<PersonalClient> application = client.flatMap(Partner::client);
        Optional<String> redirect = parameters
                .apply("redirect_uri")
                .filter(uri -> application.filter(known -> known.answersAt(uri)).isPresent());
        if (client.isEmpty() || application.isEmpty() || redirect.isEmpty()) {
            return new Judged.Unanswerable();
        }
        Optional<String> state =
                parameters.apply("state").filter(text -> STATE.matcher(text).matches());
        Scopes asked = Scopes.of(parameters.apply("scope").orElse(""));
        Scopes granted = asked.within(client.get().may())
                .within(ceiling.apply(client.get().id()))
                .within(rights);
        Optional<AuthorizationFault> fault = form(parameters).or(() -> scopes(asked, granted));
        if (state.isEmpty() || fault.isPresent()) {
            return new Judged.Faulty(
                    client.get().id(), redirect.get(), state, fault.orElse(AuthorizationFault.INVALID_REQUEST));
        }
        return new Judged.Sound(new AuthorizationRequest(
                client.get(),
                application.get(),
                redirect.get(),
                state.get(),
                granted,
                parameters.apply("code_challenge").orElseThrow()));
    }

    private Optional<AuthorizationFault> form(Function<String, Optional<String>> parameters) {
        if (parameters.apply("request").isPresent()) {
            return Optional.of(AuthorizationFault.REQUEST_NOT_SUPPORTED);
        }
        if (parameters.apply("request_uri").isPresent()) {
            return Optional.of(AuthorizationFault.REQUEST_URI_NOT_SUPPORTED);
        }
        Optional<String> type = parameters.apply("response_type");
        if (type.filter(asked -> !asked.equals("code")).isPresent()) {
            return Optional.of(AuthorizationFault.UNSUPPORTED_RESPONSE_TYPE);
        }
        boolean proved =
                parameters.apply("code_challenge_method").filter("S256"::equals).isPresent()
                        && parameters
                                .apply("code_challenge")
                                .filter(text -> CHALLENGE.matcher(text).matches())
                                .isPresent();
        boolean byQuery = parameters
                .apply("response_mode")
                .filter(mode -> !mode.equals("query"))
                .isEmpty();
        if (type.isEmpty() || !proved || !byQuery) {
            return Optional.of(AuthorizationFault.INVALID_REQUEST);
        }
        boolean here = isHere(parameters.apply("resource")) && isHere(parameters.apply("aud"));
        return here ? Optional.empty() : Optional.of(AuthorizationFault.INVALID_TARGET);
    }

    /** {@code resource} as RFC 8707 has it, {@code aud} as SMART App Launch. */
    private boolean isHere(Optional<String> target) {
        return target.filter(named -> !named.equals(resource)).isEmpty();
    }

    /** Part of what a transaction needs lets nobody do anything: of that no person is asked. */
    private static Optional<AuthorizationFault> scopes(Scopes asked, Scopes granted) {
        return asked.areAllKnown() && Stream.of(Transaction.values()).anyMatch(granted::cover)
                ? Optional.empty()
                : Optional.of(AuthorizationFault.INVALID_SCOPE);
    }
}

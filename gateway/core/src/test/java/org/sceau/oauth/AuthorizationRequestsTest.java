package org.sceau.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.Assertions;
import org.sceau.identity.Purpose;
import org.sceau.oauth.AuthorizationRequests.Judged;
import org.sceau.routing.Channel;
import org.sceau.routing.PersonalClient;
import org.sceau.routing.Right;
import org.sceau.routing.Tables;
import org.sceau.transfer.PartnerId;

class AuthorizationRequestsTest {
    private static final String BASE = "https://gateway.example/fhir";
    private static final String BACK = "https://portail.example/retour";
    private static final String LOOPBACK = "http://127.0.0.1:8765/retour";
    /** RFC 7636 appendix B. */
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static final Map<String, String> GOOD = Map.of(
            "response_type",
            "code",
            "client_id",
            "portail",
            "redirect_uri",
            BACK,
            "scope",
            "ITI-67 ITI-68",
            "state",
            "xyz %&",
            "code_challenge",
            CHALLENGE,
            "code_challenge_method",
            "S256");

    private Scopes ceiling = Scopes.all();
    private final AuthorizationRequests requests = new AuthorizationRequests(
            List.of(
                    Tables.application(
                            new PartnerId("portail"),
                            new PersonalClient(List.of(URI.create(BACK), URI.create(LOOPBACK)), Purpose.TREAT),
                            Set.of(Right.FIND, Right.RETRIEVE)),
                    Tables.partner(Tables.LABO, new Channel.Inbox(), List.of())),
            _ -> ceiling,
            BASE);

    @Example
    void nobodyIsAskedForMoreThanTheClientsTokensMayCover() {
        ceiling = Scopes.of("ITI-67 ITI-65");
        assertThat(judged(Map.of(), Set.of(Right.values())))
                .isInstanceOfSatisfying(
                        Judged.Sound.class,
                        sound -> assertThat(sound.request().scopes().text()).isEqualTo("ITI-67"));

        ceiling = Scopes.of("ITI-66");
        assertThat(judged(Map.of(), Set.of(Right.values())))
                .isInstanceOfSatisfying(
                        Judged.Faulty.class,
                        faulty -> assertThat(faulty.fault()).isEqualTo(AuthorizationFault.INVALID_SCOPE));
    }

    @Example
    void whatIsSoundIsKeptLetterByLetter() {
        for (Map<String, String> more : List.of(
                Map.<String, String>of(),
                Map.of("resource", BASE, "aud", BASE, "response_mode", "query", "nonce", "not ours"),
                Map.of("redirect_uri", LOOPBACK))) {
            assertThat(judged(more, Set.of(Right.values()))).isInstanceOfSatisfying(Judged.Sound.class, sound -> {
                AuthorizationRequest asked = sound.request();
                assertThat(asked.state()).isEqualTo("xyz %&");
                assertThat(asked.challenge()).isEqualTo(CHALLENGE);
                assertThat(asked.scopes().text()).isEqualTo("ITI-67 ITI-68");
                assertThat(asked.redirectUri()).isEqualTo(more.getOrDefault("redirect_uri", BACK));
                assertThat(asked.toString()).doesNotContain("xyz", CHALLENGE);
            });
        }
    }

    @Example
    void nobodyHandsOnMoreThanBothMay() {
        assertThat(judged(Map.of("scope", "ITI-65 ITI-67 ITI-68"), Set.of(Right.FIND, Right.SUBMIT)))
                .isInstanceOfSatisfying(
                        Judged.Sound.class,
                        sound -> assertThat(sound.request().scopes().text()).isEqualTo("ITI-67"));
        assertThat(fault(judged(Map.of(), Set.of(Right.SUBMIT)))).isEqualTo(AuthorizationFault.INVALID_SCOPE);
    }

    /** Nothing goes to an address that is not the client's. */
    @Example
    void withoutClientAndAddressNobodyIsAnswered() {
        for (Map<String, String> bad : List.of(
                Map.of("client_id", ""),
                Map.of("client_id", "autre"),
                Map.of("client_id", "PORTAIL"),
                Map.of("client_id", Tables.LABO.value()), // a partner without an application
                Map.of("redirect_uri", ""),
                Map.of("redirect_uri", BACK + "/"),
                Map.of("redirect_uri", BACK + "?x=1"),
                Map.of("redirect_uri", BACK + "#"),
                Map.of("redirect_uri", BACK + "/../vol"),
                Map.of("redirect_uri", "https://portail.example/Retour"),
                Map.of("redirect_uri", "https://PORTAIL.example/retour"),
                Map.of("redirect_uri", "https://portail.example:443/retour"),
                Map.of("redirect_uri", "https://portail.example@vol.example/retour"),
                Map.of("redirect_uri", "https://portail.example.vol.example/retour"),
                Map.of("redirect_uri", "http://portail.example/retour"),
                Map.of("redirect_uri", "http://127.0.0.1:8766/retour"),
                Map.of("redirect_uri", "javascript:alert(1)"))) {
            assertThat(judged(bad, Set.of(Right.values()))).as(bad.toString()).isInstanceOf(Judged.Unanswerable.class);
        }
    }

    @Example
    void whatElseIsWrongItsClientIsTold() {
        String longest = "s".repeat(513);
        Map.ofEntries(
                        Map.entry(Map.of("response_type", ""), AuthorizationFault.INVALID_REQUEST),
                        Map.entry(Map.of("response_type", "token"), AuthorizationFault.UNSUPPORTED_RESPONSE_TYPE),
                        Map.entry(Map.of("response_type", "code token"), AuthorizationFault.UNSUPPORTED_RESPONSE_TYPE),
                        Map.entry(Map.of("response_mode", "fragment"), AuthorizationFault.INVALID_REQUEST),
                        Map.entry(Map.of("code_challenge_method", ""), AuthorizationFault.INVALID_REQUEST),
                        Map.entry(Map.of("code_challenge_method", "plain"), AuthorizationFault.INVALID_REQUEST),
                        Map.entry(Map.of("code_challenge_method", "s256"), AuthorizationFault.INVALID_REQUEST),
                        Map.entry(Map.of("code_challenge", ""), AuthorizationFault.INVALID_REQUEST),
                        Map.entry(Map.of("code_challenge", CHALLENGE + "="), AuthorizationFault.INVALID_REQUEST),
                        Map.entry(Map.of("code_challenge", CHALLENGE.substring(1)), AuthorizationFault.INVALID_REQUEST),
                        Map.entry(
                                Map.of("code_challenge", CHALLENGE.replace('-', '+')),
                                AuthorizationFault.INVALID_REQUEST),
                        Map.entry(Map.of("state", ""), AuthorizationFault.INVALID_REQUEST),
                        Map.entry(Map.of("state", "a\nb"), AuthorizationFault.INVALID_REQUEST),
                        Map.entry(Map.of("state", "é"), AuthorizationFault.INVALID_REQUEST),
                        Map.entry(Map.of("state", longest), AuthorizationFault.INVALID_REQUEST),
                        Map.entry(Map.of("scope", ""), AuthorizationFault.INVALID_SCOPE),
                        Map.entry(Map.of("scope", "ITI-65"), AuthorizationFault.INVALID_SCOPE),
                        Map.entry(Map.of("scope", "system/List.c"), AuthorizationFault.INVALID_SCOPE),
                        Map.entry(Map.of("scope", "ITI-67 openid"), AuthorizationFault.INVALID_SCOPE),
                        Map.entry(Map.of("resource", "https://other.example"), AuthorizationFault.INVALID_TARGET),
                        Map.entry(Map.of("aud", BASE + "/"), AuthorizationFault.INVALID_TARGET),
                        Map.entry(Map.of("request", "x.y.z"), AuthorizationFault.REQUEST_NOT_SUPPORTED),
                        Map.entry(
                                Map.of("request_uri", "https://vol.example/r"),
                                AuthorizationFault.REQUEST_URI_NOT_SUPPORTED))
                .forEach((bad, fault) -> {
                    Judged judged = judged(bad, Set.of(Right.values()));
                    assertThat(fault(judged)).as(bad.toString()).isEqualTo(fault);
                    assertThat(judged).isInstanceOfSatisfying(Judged.Faulty.class, faulty -> {
                        assertThat(faulty.redirectUri()).isEqualTo(BACK);
                        assertThat(faulty.state())
                                .as("as it was sent, or not at all")
                                .isEqualTo(bad.containsKey("state") ? Optional.empty() : Optional.of("xyz %&"));
                    });
                });
    }

    @Property
    void whateverIsAskedNothingIsAnsweredElsewhereNorWithoutAChallenge(
            @ForAll("parameters") Map<String, String> parameters) {
        switch (requests.judge(name -> Optional.ofNullable(parameters.get(name)), Set.of(Right.values()))) {
            case Judged.Unanswerable _ ->
                assertThat(BACK.equals(parameters.get("redirect_uri")) && "portail".equals(parameters.get("client_id")))
                        .isFalse();
            case Judged.Faulty faulty ->
                assertThat(faulty.redirectUri()).isIn(BACK, LOOPBACK).isEqualTo(parameters.get("redirect_uri"));
            case Judged.Sound(AuthorizationRequest asked) -> {
                assertThat(asked.redirectUri()).isIn(BACK, LOOPBACK).isEqualTo(parameters.get("redirect_uri"));
                assertThat(asked.challenge()).hasSize(43).isEqualTo(parameters.get("code_challenge"));
                assertThat(parameters.get("code_challenge_method")).isEqualTo("S256");
                assertThat(asked.state()).isEqualTo(parameters.get("state"));
                assertThat(Transaction.values()).anyMatch(asked.scopes()::cover);
                assertThat(asked.scopes().cover(Transaction.PROVIDE)).isFalse();
            }
        }
    }

    /** A good request, in which some things were left out, replaced or added. */
    @Provide
    Arbitrary<Map<String, String>> parameters() {
        Arbitrary<String> names = Arbitraries.of(
                "response_type",
                "client_id",
                "redirect_uri",
                "scope",
                "state",
                "code_challenge",
                "code_challenge_method",
                "resource",
                "aud",
                "request",
                "request_uri",
                "response_mode",
                "other");
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.of(
                        "code",
                        "token",
                        "portail",
                        "labo",
                        BACK,
                        LOOPBACK,
                        BACK + "/",
                        "S256",
                        "plain",
                        CHALLENGE,
                        BASE,
                        "ITI-67",
                        "ITI-65 ITI-67",
                        "system/*.cruds",
                        "query",
                        ""),
                Arbitraries.strings().ofMaxLength(600));
        return Arbitraries.maps(names, values).ofMaxSize(3).map(changes -> {
            Map<String, String> all = new HashMap<>(GOOD);
            all.putAll(changes);
            all.values().removeIf(String::isEmpty);
            return all;
        });
    }

    private Judged judged(Map<String, String> changes, Set<Right> rights) {
        Map<String, String> all = new HashMap<>(GOOD);
        all.putAll(changes);
        return requests.judge(name -> Optional.ofNullable(all.get(name)).filter(text -> !text.isEmpty()), rights);
    }

    private static AuthorizationFault fault(Judged judged) {
        return switch (judged) {
            case Judged.Faulty faulty -> faulty.fault();
            default -> Assertions.fail("not refused: " + judged);
        };
    }
}

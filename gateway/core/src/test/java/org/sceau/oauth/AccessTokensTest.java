package org.sceau.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.sceau.identity.Authority;
import org.sceau.identity.CardFamily;
import org.sceau.identity.Purpose;
import org.sceau.identity.Stated;
import org.sceau.identity.TokenGrant;
import org.sceau.proof.Digest;
import org.sceau.suites.JoseKey;
import org.sceau.suites.TokenSigner;
import org.sceau.transfer.PartnerId;

class AccessTokensTest {
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final String ISSUER = "https://as.example";
    private static final String BASE = "https://gateway.example/fhir";
    private static final PartnerId LABO = new PartnerId("labo");
    private static final Digest SESSION = Digest.sha256(new byte[] {1});
    private static final Digest OTHER_SESSION = Digest.sha256(new byte[] {2});
    private static final KeyPair KEYS = SignedJwt.keys("secp256r1");
    private static final KeyPair P384 = SignedJwt.keys("secp384r1");
    private static final KeyPair RSA = SignedJwt.rsa(3072);
    private static final String HEAD = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"k1\"}";
    private static final String CLAIMS = claims(ISSUER, BASE, 0, 300, SESSION.base64Url());

    private final AccessTokens tokens = new AccessTokens(List.of(issuer(true)), BASE, Duration.ofMinutes(10));

    private static TokenIssuer issuer(boolean statesWhoActs) {
        Map<String, JoseKey> keys = Map.of(
                "k1", new JoseKey(Optional.of("k1"), Optional.empty(), KEYS.getPublic()),
                "k2", new JoseKey(Optional.of("k2"), Optional.empty(), P384.getPublic()),
                "rsa", new JoseKey(Optional.of("rsa"), Optional.of("PS256"), RSA.getPublic()));
        return new TokenIssuer(
                "ans", ISSUER, (id, _) -> Optional.ofNullable(keys.get(id)), Set.of(LABO), statesWhoActs);
    }

    @Example
    void aTokenCoversItsScopesInItsSession() {
        var judged = judge(SignedJwt.es256(HEAD, CLAIMS, KEYS), SESSION);

        assertThat(judged).isInstanceOfSatisfying(AccessTokens.Judged.Valid.class, valid -> {
            assertThat(valid.token().client()).isEqualTo("labo-app");
            Optional<Authority> found = valid.token().covering(Transaction.FIND_DOCUMENTS);
            assertThat(found.flatMap(Authority::token).orElseThrow().scope()).isEqualTo("ans/ITI-67");
            assertThat(valid.token().covering(Transaction.RETRIEVE)).isEmpty();
            assertThat(valid.token().covering(Transaction.PROVIDE)).isEmpty();
        });
        assertThat(judge(SignedJwt.es256(HEAD.replace("at+jwt", "application/AT+JWT"), CLAIMS, KEYS), SESSION))
                .as("RFC 9068 section 2.1, RFC 7515 section 4.1.9")
                .isInstanceOf(AccessTokens.Judged.Valid.class);
    }

    /** RFC 8725 section 2.1, 3.1 to 3.3: nothing but a key that is known by its name, for what it is for. */
    @Example
    void algorithmsAreNotConfused() {
        byte[] pem = KEYS.getPublic().getEncoded();
        String wrongCurve = HEAD.replace("ES256", "ES384");
        for (String bad : List.of(
                SignedJwt.unsigned(HEAD.replace("ES256", "none"), CLAIMS),
                SignedJwt.unsigned(HEAD.replace("ES256", "NONE"), CLAIMS),
                SignedJwt.unsigned(HEAD, CLAIMS),
                SignedJwt.hs256(HEAD.replace("ES256", "HS256"), CLAIMS, pem),
                SignedJwt.hs256(HEAD, CLAIMS, pem),
                SignedJwt.of(wrongCurve, CLAIMS, KEYS, "SHA384withECDSAinP1363Format"),
                SignedJwt.of(wrongCurve, CLAIMS, P384, "SHA384withECDSAinP1363Format"),
                SignedJwt.of(HEAD.replace("k1", "k2"), CLAIMS, P384, "SHA256withECDSAinP1363Format"),
                SignedJwt.of(HEAD, CLAIMS, KEYS, "SHA256withECDSA"),
                SignedJwt.of(HEAD.replace("ES256", "RS256").replace("k1", "rsa"), CLAIMS, RSA, "SHA256withRSA"),
                SignedJwt.es256(HEAD.replace("}", ",\"crit\":[\"exp\"]}"), CLAIMS, KEYS),
                SignedJwt.es256(HEAD.replace("}", ",\"crit\":[\"b64\"],\"b64\":false}"), CLAIMS, KEYS),
                SignedJwt.es256(HEAD.replace("}", ",\"jwk\":{\"kty\":\"EC\"}}"), CLAIMS, KEYS),
                SignedJwt.es256(HEAD.replace("}", ",\"jku\":\"https://evil.example/jwks\"}"), CLAIMS, KEYS),
                SignedJwt.es256(HEAD.replace("}", ",\"x5u\":\"https://evil.example/x\"}"), CLAIMS, KEYS),
                SignedJwt.es256(HEAD.replace("}", ",\"x5c\":[]}"), CLAIMS, KEYS),
                SignedJwt.es256(HEAD.replace("k1", "k3"), CLAIMS, KEYS),
                SignedJwt.es256(HEAD.replace(",\"kid\":\"k1\"", ""), CLAIMS, KEYS),
                SignedJwt.es256(HEAD, CLAIMS, SignedJwt.keys("secp256r1")))) {
            assertFault(bad, AccessTokens.Fault.NOT_AUTHENTIC);
        }
    }

    /** A statement, an identity token or an assertion is no access token, whoever signed it. */
    @Example
    void theTypeTellsATokenFromEverythingElse() {
        for (String type : List.of("JWT", "", "id+jwt", "jwt", "at+jwt+x", "application/at+jwt/x", "dpop+jwt")) {
            assertFault(SignedJwt.es256(HEAD.replace("at+jwt", type), CLAIMS, KEYS), AccessTokens.Fault.NOT_AUTHENTIC);
        }
        assertFault(
                SignedJwt.es256(HEAD.replace("\"typ\":\"at+jwt\",", ""), CLAIMS, KEYS),
                AccessTokens.Fault.NOT_AUTHENTIC);
    }

    @Example
    void whatIsClaimedMustBeForUsNowAndHere() {
        String thumbprint = SESSION.base64Url();
        assertFault(
                signed(claims("https://other.example", BASE, 0, 300, thumbprint)), AccessTokens.Fault.NOT_AUTHENTIC);
        assertFault(signed(claims(ISSUER + "/", BASE, 0, 300, thumbprint)), AccessTokens.Fault.NOT_AUTHENTIC);
        assertFault(signed(claims(ISSUER, BASE + "/", 0, 300, thumbprint)), AccessTokens.Fault.AUDIENCE);
        assertFault(signed(claims(ISSUER, "https://gateway.example", 0, 300, thumbprint)), AccessTokens.Fault.AUDIENCE);
        assertFault(signed(CLAIMS.replaceFirst("\"aud\":\"[^\"]*\",", "")), AccessTokens.Fault.AUDIENCE);
        assertFault(signed(claims(ISSUER, BASE, -300, -1, thumbprint)), AccessTokens.Fault.TIME);
        assertFault(signed(claims(ISSUER, BASE, -300, 0, thumbprint)), AccessTokens.Fault.TIME);
        assertFault(signed(claims(ISSUER, BASE, 61, 300, thumbprint)), AccessTokens.Fault.TIME);
        assertFault(signed(claims(ISSUER, BASE, 0, 601, thumbprint)), AccessTokens.Fault.TIME);
        assertFault(signed(CLAIMS.replace("\"iat\"", "\"was\"")), AccessTokens.Fault.TIME);
        assertFault(signed(CLAIMS.replace("\"exp\"", "\"end\"")), AccessTokens.Fault.TIME);
        assertFault(signed(CLAIMS.replace("\"exp\":", "\"exp\":9999999999999")), AccessTokens.Fault.TIME);
        assertFault(signed(CLAIMS.replaceFirst("\"exp\":([0-9]+)", "\"exp\":$1.5")), AccessTokens.Fault.TIME);
        assertFault(signed(CLAIMS.replaceFirst("\"exp\":([0-9]+)", "\"exp\":\"$1\"")), AccessTokens.Fault.TIME);
        assertFault(
                signed(CLAIMS.replace("\"jti\"", "\"nbf\":" + (NOW.getEpochSecond() + 61) + ",\"jti\"")),
                AccessTokens.Fault.TIME);
        assertFault(signed(claims(ISSUER, BASE, 0, 300, OTHER_SESSION.base64Url())), AccessTokens.Fault.BINDING);
        assertFault(signed(claims(ISSUER, BASE, 0, 300, "")), AccessTokens.Fault.BINDING);
        assertFault(signed(CLAIMS.replace("x5t#S256", "x5t")), AccessTokens.Fault.BINDING);
        assertFault(signed(CLAIMS.replace("\"cnf\":{", "\"cnf\":{\"jkt\":\"x\",")), AccessTokens.Fault.BINDING);
        assertFault(signed(CLAIMS.replaceFirst("\"cnf\":\\{[^}]*\\},", "")), AccessTokens.Fault.BINDING);
        for (String claim : List.of("client_id", "scope", "sub", "jti")) {
            assertFault(signed(CLAIMS.replace("\"" + claim + "\"", "\"x_" + claim + "\"")), AccessTokens.Fault.CLAIMS);
            assertFault(
                    signed(CLAIMS.replaceFirst("\"" + claim + "\":\"[^\"]*\"", "\"" + claim + "\":[]")),
                    AccessTokens.Fault.CLAIMS);
        }
        assertFault(
                signed(CLAIMS.replace("\"jti\"", "\"extensions\":{\"ihe_iua\":{\"subject_role\":{}}},\"jti\"")),
                AccessTokens.Fault.CLAIMS);
        assertThat(judge(
                        signed(claims(ISSUER, "x\",\"" + BASE, 0, 300, thumbprint)
                                .replaceFirst("\"aud\":(\"x\",\"[^\"]*\")", "\"aud\":[$1]")),
                        SESSION))
                .as("one of several audiences")
                .isInstanceOf(AccessTokens.Judged.Valid.class);
    }

    @Example
    void whoActsIsHeardFromIssuersThatMaySaySo() {
        String stating = signed(CLAIMS.replace(
                "\"jti\"", "\"extensions\":{\"ihe_iua\":{\"national_provider_identifier\":\"810001288385\"}},\"jti\""));

        assertThat(valid(tokens, stating).stated().flatMap(Stated::person)).contains("810001288385");
        var deaf = new AccessTokens(List.of(issuer(false)), BASE, Duration.ofMinutes(10));
        assertThat(valid(deaf, stating).stated()).isEmpty();
    }

    /** Who can say who acts could otherwise say of a trainee's card that it is a physician's. */
    @Example
    void theFamilyOfACardIsHeardFromOurOwnTokensThatAPersonAuthorisedAlone() {
        var own = new OwnTokens(
                new TokenSigner(new SecureRandom()), new SecureRandom(), ISSUER, BASE, Duration.ofMinutes(5));
        var judge = new AccessTokens(List.of(own.asIssuer(Set.of(LABO))), BASE, Duration.ofMinutes(10));
        var stated = new StatedUntil(
                new Stated(Optional.of("1"), Optional.of("10"), Optional.empty(), Purpose.TREAT, Optional.empty()),
                NOW.plusSeconds(300));

        for (CardFamily family : CardFamily.values()) {
            assertThat(valid(judge, own.issue(vouched(stated, OwnTokens.CERTIFICATE, family), NOW))
                            .covering(Transaction.FIND_DOCUMENTS)
                            .flatMap(Authority::token)
                            .flatMap(TokenGrant::family))
                    .contains(family);
        }
        assertThat(valid(judge, own.issue(vouched(stated, "psc", CardFamily.CPS), NOW))
                        .family())
                .isEmpty();
        assertThat(valid(judge, own.issue(LABO, SESSION, Scopes.of("ITI-67"), Optional.of(stated), NOW))
                        .family())
                .isEmpty();
        assertThat(valid(
                                tokens,
                                signed(CLAIMS.replace(
                                        "\"jti\"",
                                        "\"vouched_by\":\"certificate\",\"extensions\":{\"sceau\":{\"card_family\":\"CPS\"}},"
                                                + "\"jti\"")))
                        .family())
                .as("of an issuer elsewhere that may say who acts")
                .isEmpty();
    }

    private static NewToken vouched(StatedUntil stated, String voucher, CardFamily family) {
        return new NewToken(
                LABO,
                SESSION,
                Scopes.of("ITI-67"),
                Optional.of(stated),
                Optional.of(voucher),
                Optional.of(family),
                Optional.empty());
    }

    @Example
    void ourOwnTokensAreJudgedLikeOthers() {
        var own = new OwnTokens(
                new TokenSigner(new SecureRandom()), new SecureRandom(), ISSUER, BASE, Duration.ofMinutes(5));
        var other = new OwnTokens(
                new TokenSigner(new SecureRandom()), new SecureRandom(), ISSUER, BASE, Duration.ofMinutes(5));
        var judge = new AccessTokens(List.of(own.asIssuer(Set.of(LABO))), BASE, Duration.ofMinutes(10));
        var stated = new Stated(
                Optional.of("810001288385"), Optional.of("10"), Optional.of("SM04"), Purpose.BTG, Optional.of("vital"));
        Scopes scopes = Scopes.of("ITI-67 system/Binary.rs");

        String token =
                own.issue(LABO, SESSION, scopes, Optional.of(new StatedUntil(stated, NOW.plusSeconds(400))), NOW);

        assertThat(valid(judge, token).stated()).contains(stated);
        assertThat(valid(judge, token).scopes().text()).isEqualTo("ITI-67 system/Binary.r");
        assertThat(judge.judge(Jwt.read(token).orElseThrow(), SESSION, NOW.plus(Duration.ofMinutes(5))))
                .isEqualTo(new AccessTokens.Judged.Invalid(AccessTokens.Fault.TIME));
        assertThat(judge.judge(Jwt.read(token).orElseThrow(), OTHER_SESSION, NOW))
                .isEqualTo(new AccessTokens.Judged.Invalid(AccessTokens.Fault.BINDING));
        String before = other.issue(LABO, SESSION, scopes, Optional.empty(), NOW);
        assertThat(judge.judge(Jwt.read(before).orElseThrow(), SESSION, NOW))
                .as("of a process before")
                .isEqualTo(new AccessTokens.Judged.Invalid(AccessTokens.Fault.NOT_AUTHENTIC));
    }

    /** A token that says who acts lets nobody act for longer than that was stated. */
    @Example
    void whoIsStatedToActDoesSoNoLongerThanStated() {
        var own = new OwnTokens(
                new TokenSigner(new SecureRandom()), new SecureRandom(), ISSUER, BASE, Duration.ofMinutes(5));
        var judge = new AccessTokens(List.of(own.asIssuer(Set.of(LABO))), BASE, Duration.ofMinutes(10));
        var stated = new StatedUntil(
                new Stated(Optional.empty(), Optional.of("10"), Optional.empty(), Purpose.TREAT, Optional.empty()),
                NOW.plusSeconds(90));

        String token = own.issue(LABO, SESSION, Scopes.of("ITI-67"), Optional.of(stated), NOW);

        assertThat(valid(judge, token).validity().ends()).isEqualTo(NOW.plusSeconds(90));
        assertThat(own.life(Optional.of(stated), NOW)).isEqualTo(Duration.ofSeconds(90));
        assertThat(stated.noLongerThan(Optional.of(new StatedUntil(stated.stated(), NOW)))
                        .until())
                .isEqualTo(NOW);
    }

    @Property(tries = 2_000)
    void oneChangedCharacterCountsForNothing(@ForAll @IntRange(min = 0, max = 10_000) int at, @ForAll char by) {
        String good = SignedJwt.es256(HEAD, CLAIMS, KEYS);
        int place = at % good.length();
        String changed = good.substring(0, place) + by + good.substring(place + 1);

        Optional<AccessTokens.Judged> judged = Jwt.read(changed).map(jwt -> tokens.judge(jwt, SESSION, NOW));

        assertThat(judged.filter(AccessTokens.Judged.Valid.class::isInstance).isPresent())
                .isEqualTo(changed.equals(good));
    }

    @Property(tries = 1_000)
    void anyClaimsAreJudged(@ForAll String header, @ForAll String claims) {
        Jwt.read(SignedJwt.es256(header, claims, KEYS)).ifPresent(jwt -> tokens.judge(jwt, SESSION, NOW));
        Jwt.read(SignedJwt.es256(HEAD, "{\"iss\":\"" + ISSUER + "\",\"aud\":" + claims + "}", KEYS))
                .ifPresent(jwt ->
                        assertThat(tokens.judge(jwt, SESSION, NOW)).isInstanceOf(AccessTokens.Judged.Invalid.class));
        assertThat(Jwt.read(claims)).isEmpty();
    }

    private static AccessToken valid(AccessTokens judge, String token) {
        return ((AccessTokens.Judged.Valid) judge.judge(Jwt.read(token).orElseThrow(), SESSION, NOW)).token();
    }

    private AccessTokens.Judged judge(String token, Digest session) {
        return tokens.judge(Jwt.read(token).orElseThrow(), session, NOW);
    }

    private void assertFault(String token, AccessTokens.Fault fault) {
        Optional<AccessTokens.Judged> judged = Jwt.read(token).map(jwt -> tokens.judge(jwt, SESSION, NOW));
        boolean unread = fault == AccessTokens.Fault.NOT_AUTHENTIC && judged.isEmpty();
        assertThat(unread || judged.equals(Optional.of(new AccessTokens.Judged.Invalid(fault))))
                .as("%s: %s", judged, token)
                .isTrue();
    }

    private static String signed(String claims) {
        return SignedJwt.es256(HEAD, claims, KEYS);
    }

    private static String claims(String issuer, String audience, int from, int until, String thumbprint) {
        long now = NOW.getEpochSecond();
        return "{\"iss\":\"" + issuer + "\",\"aud\":\"" + audience + "\",\"iat\":" + (now + from) + ",\"exp\":"
                + (now + until) + ",\"cnf\":{\"x5t#S256\":\"" + thumbprint
                + "\"},\"sub\":\"labo\",\"client_id\":\"labo-app\",\"scope\":\"ITI-67 unknown\",\"jti\":\"1\"}";
    }
}

package org.sceau.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.sceau.identity.Caller;
import org.sceau.identity.CardFamily;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.identity.Purpose;
import org.sceau.identity.Stated;
import org.sceau.proof.Digest;
import org.sceau.routing.Channel;
import org.sceau.routing.Partner;
import org.sceau.routing.Revisions;
import org.sceau.routing.Right;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.Tables;
import org.sceau.suites.TokenSigner;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.DevelopmentPki;

class IntrospectionTest {
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final String ISSUER = "https://gateway.example";
    private static final String BASE = ISSUER + "/fhir";
    private static final String REGION = "https://as.example";
    private static final PartnerId HOPITAL = new PartnerId("hopital");
    private static final PartnerId LABO = new PartnerId("labo");
    private static final PartnerId REGISTRE = new PartnerId("registre");
    private static final PartnerId RETIRED = new PartnerId("retired");
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Scopes SCOPES = Scopes.of("ITI-67 system/Binary.r");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final DevelopmentPki PKI = DevelopmentPki.create(InstantSource.fixed(NOW), RANDOM);
    private static final X509Certificate FIRST = certificate(HOPITAL);
    private static final X509Certificate SECOND = certificate(HOPITAL);
    private static final X509Certificate FORMER = certificate(HOPITAL);
    private static final X509Certificate OTHERS = certificate(LABO);
    private static final X509Certificate ASKERS = certificate(REGISTRE);
    private static final KeyPair STRANGER = SignedJwt.keys("secp256r1");
    private static final Stated PHYSICIAN = new Stated(
            Optional.of("810001288385"), Optional.of("10"), Optional.of("SM04"), Purpose.TREAT, Optional.empty());

    private static final Caller HOLDER = caller(HOPITAL, FIRST);
    private static final Caller SERVER = caller(REGISTRE, ASKERS);
    private static final Map<String, Caller> ASKING = new LinkedHashMap<>();

    static {
        ASKING.put("holder", HOLDER);
        ASKING.put("holder in another session", caller(HOPITAL, SECOND));
        ASKING.put("another partner", caller(LABO, OTHERS));
        ASKING.put("resource server", SERVER);
    }

    private final Set<X509Certificate> barred = new HashSet<>();
    private final Set<Stated> contradicted = new HashSet<>();
    private final Set<String> withdrawn = new HashSet<>();
    private final TokenSigner signer = new TokenSigner(RANDOM);
    private final OwnTokens own = new OwnTokens(signer, RANDOM, ISSUER, BASE, LIFE);
    private final OwnTokens before = new OwnTokens(new TokenSigner(RANDOM), RANDOM, ISSUER, BASE, LIFE);
    private final OwnTokens region = new OwnTokens(new TokenSigner(RANDOM), RANDOM, REGION, BASE, LIFE);
    private final OwnTokens elsewhere = new OwnTokens(signer, RANDOM, ISSUER, "https://store.example/fhir", LIFE);
    private final AccessTokens tokens = new AccessTokens(
            List.of(own.asIssuer(Set.of(HOPITAL, LABO)), renamed(region)),
            BASE,
            Duration.ofMinutes(10),
            withdrawn::contains);
    private final RoutingTable table = new RoutingTable(
            List.of(
                    partner(HOPITAL, Set.of(Right.FIND, Right.RETRIEVE), List.of(FIRST, SECOND)),
                    partner(LABO, Set.of(Right.SUBMIT), List.of(OTHERS)),
                    partner(REGISTRE, Set.of(Right.INTROSPECT), List.of(ASKERS))),
            List.of(),
            Map.of(),
            Revisions.of(Tables.CONFIGURATION));
    private final Introspection introspection = new Introspection(
            table,
            tokens,
            (certificate, stated, _) -> barred.contains(certificate)
                            || stated.filter(contradicted::contains).isPresent()
                    ? Optional.empty()
                    : table.partner(Partner.thumbprint(certificate)).map(Partner::id));

    @Example
    void whoIsToldOfWhichToken() {
        String plain = issued(own, HOPITAL, FIRST);
        String personal = personal();
        String others = issued(region, HOPITAL, FIRST);

        assertThat(told(plain, NOW)).containsExactlyInAnyOrder("holder", "resource server");
        assertThat(told(personal, NOW)).containsExactlyInAnyOrder("holder", "resource server");
        assertThat(told(issued(own, HOPITAL, SECOND), NOW))
                .containsExactlyInAnyOrder("holder in another session", "resource server");
        assertThat(told(issued(own, LABO, OTHERS), NOW))
                .containsExactlyInAnyOrder("another partner", "resource server");
        assertThat(told(others, NOW)).as("of an issuer elsewhere").containsExactly("holder");
    }

    @Example
    void whatDoesNotCountIsToldToNobody() {
        String plain = issued(own, HOPITAL, FIRST);
        String header = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"" + signer.id() + "\"}";
        String claims = Jwt.read(plain).orElseThrow().claims().toString();
        String input = plain.substring(0, plain.lastIndexOf('.'));
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("nothing", "");
        bad.put("garbage", "x");
        bad.put("points", "..");
        bad.put("too long", plain + "A".repeat(Jwt.LONGEST));
        bad.put("no signature", input + ".");
        bad.put("two parts", input);
        bad.put("another's signature", SignedJwt.es256(header, claims, STRANGER));
        bad.put("unsigned", SignedJwt.unsigned(header, claims));
        bad.put("none", SignedJwt.unsigned(header.replace("ES256", "none"), claims));
        bad.put("none in capitals", SignedJwt.unsigned(header.replace("ES256", "NONE"), claims));
        bad.put(
                "the public key as a secret",
                SignedJwt.hs256(
                        header.replace("ES256", "HS256"),
                        claims,
                        signer.key().key().getEncoded()));
        bad.put("a process before", issued(before, HOPITAL, FIRST));
        bad.put("another resource", issued(elsewhere, HOPITAL, FIRST));
        bad.put("a certificate that was taken out of the file", issued(own, HOPITAL, FORMER));
        bad.put("a partner to whom nothing is issued", issued(own, REGISTRE, ASKERS));

        bad.forEach((what, text) -> assertThat(told(text, NOW)).as(what).isEmpty());
        assertThat(told(issued(own, HOPITAL, OTHERS), NOW))
                .as("bound to a certificate of somebody else than its client")
                .doesNotContain("resource server", "holder");
        assertThat(told(issued(own, RETIRED, FIRST), NOW))
                .as("of a client that is not there")
                .doesNotContain("resource server");
        assertThat(told(plain, NOW.plus(LIFE).minusSeconds(1))).isNotEmpty();
        assertThat(told(plain, NOW.plus(LIFE))).as("ended").isEmpty();
        assertThat(told(plain, NOW.minusSeconds(61))).as("not begun").isEmpty();
    }

    @Example
    void whatIsTakenBackIsToldToNobody() {
        String plain = issued(own, HOPITAL, FIRST);
        String personal = personal();
        assertThat(told(plain, NOW)).contains("resource server");

        contradicted.add(PHYSICIAN);
        assertThat(told(personal, NOW)).as("who acts is not believed any more").isEmpty();
        assertThat(told(plain, NOW)).contains("resource server");
        barred.add(FIRST);
        assertThat(told(plain, NOW)).as("the client's certificate is revoked").isEmpty();
        barred.clear();
        assertThat(told(plain, NOW)).contains("resource server");
        withdrawn.add(Jwt.read(plain).orElseThrow().text("jti", 255).orElseThrow());
        assertThat(told(plain, NOW)).as("the code came again").isEmpty();
    }

    /** ITI-102: the fields and values of the token; RFC 8705 section 3.2: {@code cnf}. */
    @Example
    void theAnswerSaysWhatTheTokenSays() {
        String personal = personal();
        ObjectNode claims = (ObjectNode) Jwt.read(personal).orElseThrow().claims();

        ObjectNode answer = introspection.of(personal, SERVER, NOW).orElseThrow();

        assertThat(answer.path("active").asBoolean()).isTrue();
        assertThat(answer.at("/cnf/x5t#S256").asText())
                .isEqualTo(Partner.thumbprint(FIRST).base64Url());
        assertThat(answer.at("/extensions/ihe_iua/national_provider_identifier").asText())
                .isEqualTo("810001288385");
        assertThat(answer.at("/extensions/sceau/card_family").asText()).isEqualTo("CPS");
        assertThat(answer.path("aud").asText()).isEqualTo(BASE);
        assertThat(answer).isEqualTo(claims.deepCopy().put("active", true).put("token_type", "Bearer"));
    }

    /** Of an issuer elsewhere that may not say who acts, what it says of that is not handed on. */
    @Example
    void whatIsNotBelievedIsNotToldOn() {
        String stating = region.issue(HOPITAL, Partner.thumbprint(FIRST), SCOPES, Optional.of(until()), NOW);

        ObjectNode answer = introspection.of(stating, HOLDER, NOW).orElseThrow();

        assertThat(answer.path("sub").asText()).isEqualTo("hopital");
        assertThat(answer.has("extensions")).isFalse();
    }

    @Property(tries = 500)
    void anyTextIsAnswered(@ForAll String text) {
        assertThat(told(text, NOW)).isEmpty();
        assertThat(told(SignedJwt.url(text.getBytes(StandardCharsets.UTF_8)) + "..", NOW))
                .isEmpty();
    }

    private Set<String> told(String token, Instant at) {
        Set<String> told = new TreeSet<>();
        ASKING.forEach((name, asker) -> {
            if (introspection.of(token, asker, at).isPresent()) {
                told.add(name);
            }
        });
        return told;
    }

    private String personal() {
        return own.issue(
                new NewToken(
                        HOPITAL,
                        Partner.thumbprint(FIRST),
                        SCOPES,
                        Optional.of(until()),
                        Optional.of(OwnTokens.CERTIFICATE),
                        Optional.of(CardFamily.CPS),
                        Optional.empty()),
                NOW);
    }

    private static StatedUntil until() {
        return new StatedUntil(PHYSICIAN, NOW.plus(LIFE));
    }

    private static String issued(OwnTokens issuer, PartnerId client, X509Certificate certificate) {
        return issuer.issue(client, Partner.thumbprint(certificate), SCOPES, Optional.empty(), NOW);
    }

    private static TokenIssuer renamed(OwnTokens issuer) {
        TokenIssuer found = issuer.asIssuer(Set.of(HOPITAL));
        return new TokenIssuer("region", found.issuer(), found.keys(), found.holders(), false);
    }

    private static Partner partner(PartnerId id, Set<Right> may, List<X509Certificate> certificates) {
        return Tables.partner(id, new Channel.Inbox(), List.of(), may, certificates, Optional.empty());
    }

    private static X509Certificate certificate(PartnerId party) {
        return PKI.organisation(party, "Essai", "1750000001").auth().certificate();
    }

    private static Caller caller(PartnerId partner, X509Certificate certificate) {
        Digest session = Partner.thumbprint(certificate);
        return new Caller(partner, session, ProfessionalQuality.NONE);
    }
}

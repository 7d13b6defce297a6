package org.sceau.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.sceau.app.SignedJwt;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.identity.Purpose;
import org.sceau.identity.Stated;
import org.sceau.oauth.Transaction;
import org.sceau.proof.Digest;
import org.sceau.transfer.PartnerId;

class StatementsTest {
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final String BASE = "https://gateway.example/fhir";
    private static final KeyPair KEYS = SignedJwt.keys("secp256r1");
    private static final String HEAD = "{\"alg\":\"ES256\",\"typ\":\"JWT\"}";
    private static final String TIMES = "\"iat\":" + NOW.getEpochSecond() + ",\"exp\":"
            + NOW.plusSeconds(120).getEpochSecond();
    private static final String G15 = "urn:oid:1.2.250.1.71.1.2.7";
    private static final String R01 = "urn:oid:1.2.250.1.71.4.2.5";
    private static final String VIHF = "urn:oid:1.2.250.1.213.1.1.4.248";

    @Example
    void aWholeStatementIsRead() {
        String claims = iua("\"national_provider_identifier\":\"810001288385\",\"subject_role\":["
                + role(G15, "10") + "," + role(R01, "SM04") + "," + role("urn:other", "x")
                + "],\"purpose_of_use\":[" + role(VIHF, "bris_de_glace") + "]}"
                + ",\"sceau\":{\"break_glass_reason\":\"vital-emergency\"");

        assertThat(read(signed(HEAD, claims)))
                .contains(new Stated(
                        Optional.of("810001288385"),
                        Optional.of("10"),
                        Optional.of("SM04"),
                        Purpose.BTG,
                        Optional.of("vital-emergency")));
    }

    @Example
    void nothingIsStatedWhereThereIsNoHeader() {
        assertThat(read(Optional.empty())).isEmpty();
    }

    @Example
    void whatIsNoStatementInForceIsRefused() {
        String good = iua("\"subject_role\":[" + role(G15, "10") + "]");
        String valid = signed(HEAD, good);
        for (String bad : new String[] {
            "",
            "Bearer",
            "Basic bGFibzpsYWJv",
            "Bearer .",
            "Bearer ..",
            "Bearer a.b.c.d",
            valid + "A",
            valid.replace("Bearer ", "Bearer  "),
            valid + "=",
            signed("{\"alg\":\"none\"}", good),
            signed("{\"alg\":\"HS256\"}", good),
            signed("{\"alg\":\"ES384\"}", good),
            signed("{\"alg\":\"ES256\",\"alg\":\"ES256\"}", good),
            signed("{\"alg\":\"ES256\",\"crit\":[\"b64\"],\"b64\":false}", good),
            signed("{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}", good),
            signed("[]", good),
            signed(HEAD, "{}"),
            signed(HEAD, "[" + good + "]"),
            signed(HEAD, good + "{}"),
            signed(HEAD, good.replace("\"iat\"", "\"nbf\"")),
            signed(HEAD, good.replace("\"exp\":", "\"exp\":1")),
            signed(HEAD, times(-400, -100)),
            signed(HEAD, times(120, 240)),
            signed(HEAD, times(0, 301)),
            signed(HEAD, times(0, 0)),
            signed(HEAD, iua("\"subject_role\":{}")),
            signed(HEAD, good.replace("\"iat\"", "\"aud\":\"https://gateway.example/oauth/token\",\"iat\"")),
            signed(HEAD, good.replace("\"iat\"", "\"aud\":\"https://gateway.example\",\"iat\"")),
            signed(HEAD, good.replace("\"iat\"", "\"aud\":[\"" + BASE + "\",\"https://other.example\"],\"iat\"")),
            signed(HEAD, good.replace("\"iat\"", "\"aud\":null,\"iat\"")),
            signed(HEAD, iua("\"subject_role\":[" + role(G15, "10") + "," + role(G15, "21") + "]")),
            signed(HEAD, iua("\"subject_role\":[{\"system\":\"" + G15 + "\"}]")),
            signed(HEAD, iua("\"subject_role\":[" + role(G15, "") + "]")),
            signed(HEAD, iua("\"subject_role\":[" + role(G15, "dix ans") + "]")),
            signed(HEAD, iua("\"subject_role\":[" + role(G15, "269054958815780") + "]")),
            signed(HEAD, iua("\"subject_role\":[" + role(G15, "10/1750") + "]")),
            signed(HEAD, iua("\"subject_role\":[" + role(R01, "NOMPRENOM") + "]")),
            signed(HEAD, good.replace("\"iat\"", "\"nbf\":" + (NOW.getEpochSecond() + 61) + ",\"iat\"")),
            signed(HEAD, good.replace("\"iat\"", "\"nbf\":\"0\",\"iat\"")),
            signed(HEAD, iua("\"purpose_of_use\":[" + role(VIHF, "curiosite") + "]")),
            signed(HEAD, iua("\"purpose_of_use\":[" + role("urn:other", "normal") + "]")),
            signed(HEAD, iua("\"purpose_of_use\":[" + role(VIHF, "normal") + "," + role(VIHF, "urgence") + "]")),
            signed(HEAD, iua("\"national_provider_identifier\":810001288385")),
            signed(HEAD, iua("\"national_provider_identifier\":\"" + "8".repeat(61) + "\"")),
            signed(HEAD, iua("\"national_provider_identifier\":\"médecin\"")),
            signed(HEAD, "{\"a\":" + "[".repeat(20) + "]".repeat(20) + "," + good.substring(1)),
            "Bearer " + "a".repeat(9_000),
        }) {
            assertThatThrownBy(() -> read(bad))
                    .as(bad)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo(FailureCode.STATEMENT_INVALID));
        }
        assertThat(read(valid)).isPresent();
        assertThat(read(signed(HEAD, good.replace("\"iat\"", "\"aud\":\"" + BASE + "\",\"iat\""))))
                .isPresent();
        assertThat(read(valid.replace("Bearer", "bearer"))).as("RFC 9110 11.1").isPresent();
    }

    @Property(tries = 2_000)
    void oneChangedCharacterCountsForNothing(@ForAll @IntRange(min = 0, max = 10_000) int at, @ForAll char by) {
        String good = signed(HEAD, iua("\"subject_role\":[" + role(G15, "10") + "]"));
        int place = "Bearer ".length() + at % (good.length() - "Bearer ".length());
        String changed = good.substring(0, place) + by + good.substring(place + 1);

        if (!changed.equals(good)) {
            assertThatThrownBy(() -> read(changed)).isInstanceOf(Refused.class);
        }
    }

    @Property(tries = 2_000)
    void anyTextIsReadOrRefused(@ForAll String text) {
        assertThatThrownBy(() -> read("Bearer " + text)).isInstanceOf(Refused.class);
    }

    private static Optional<Stated> read(String header) {
        return read(Optional.of(header));
    }

    private static Optional<Stated> read(Optional<String> header) {
        return Bearers.withoutTokens(BASE)
                .of(
                        header,
                        new Bearers.Session(KEYS.getPublic(), Digest.sha256(new byte[0]), new PartnerId("labo")),
                        Transaction.FIND_DOCUMENTS,
                        NOW)
                .stated();
    }

    private static String iua(String inside) {
        return "{" + TIMES + ",\"extensions\":{\"ihe_iua\":{" + inside + "}}}";
    }

    private static String times(int from, int until) {
        return "{\"iat\":" + (NOW.getEpochSecond() + from) + ",\"exp\":" + (NOW.getEpochSecond() + until) + "}";
    }

    private static String role(String system, String code) {
        return "{\"system\":\"" + system + "\",\"code\":\"" + code + "\"}";
    }

    private static String signed(String head, String claims) {
        return "Bearer " + SignedJwt.of(head, claims, KEYS.getPrivate(), "SHA256");
    }
}

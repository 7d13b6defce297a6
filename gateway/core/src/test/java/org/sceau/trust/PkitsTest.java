package org.sceau.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** NIST PKITS 1.0.1 through the checker: 247 paths, with the lists of each case read as a source's are. */
class PkitsTest {
    private static final Instant DATE = Instant.parse("2020-01-01T00:00:00Z");
    /** The lists of the suite are all of 2010. */
    private static final Duration DECADES = Duration.ofDays(40 * 365);

    private static final int CASES = 247;

    private final Map<Path, X509Certificate> read = new HashMap<>();
    private List<RevocationList> everyList = List.of();
    private final Path suite = Path.of(System.getProperty("corpus", ""), "pki", "pkits");

    @BeforeEach
    void present() {
        assumeTrue(Files.exists(suite.resolve("cases.json")), "no corpus of paths");
    }

    /** The one: a list signed with a DSA key that has its parameters from its issuer. DSA is not relied on in any case. */
    @Test
    void everyPathButOneIsJudgedAsTheSuiteSaysAndThatOneIsRefused() throws IOException {
        assertThat(wrong(false))
                .as("judged otherwise than the suite says")
                .singleElement()
                .asString()
                .startsWith("4.1.5 valid but RevocationUnknown");
    }

    @Test
    void algorithmsOfTodayRefuseTheTwoPathsThatRestOnDsaAndAcceptNone() throws IOException {
        assertThat(wrong(true))
                .hasSize(2)
                .allMatch(one -> one.startsWith("4.1.4 valid but Alg") || one.startsWith("4.1.5 valid but Alg"));
    }

    private List<String> wrong(boolean algorithms) throws IOException {
        JsonNode suiteCases =
                new JsonMapper().readTree(suite.resolve("cases.json").toFile()).get("cases");
        assertThat(suiteCases).hasSize(CASES);
        List<String> wrong = new ArrayList<>();
        for (JsonNode one : suiteCases) {
            CertificateStatus status = judge(one, algorithms);
            boolean valid = one.get("expected").asText().equals("valid");
            if (valid != status instanceof CertificateStatus.Good) {
                wrong.add(one.get("id").asText() + " " + one.get("expected").asText() + " but " + status);
            }
        }
        return wrong;
    }

    private CertificateStatus judge(JsonNode one, boolean algorithms) throws IOException {
        List<X509Certificate> authorities = new ArrayList<>();
        for (Path file : files(one.get("intermediates"), "certs")) {
            authorities.add(certificate(file));
        }
        X509Certificate root = certificate("TrustAnchorRootCertificate.crt");
        authorities.removeIf(other -> other.equals(root) || !isAuthority(other));
        TrustAnchors bare =
                TrustAnchors.of(List.of(root), authorities, DECADES).with(rules(one.get("policy"), algorithms));
        if (one.get("crls").isNull() && everyList.isEmpty()) {
            everyList = lists(one.get("crls"), bare);
        }
        List<RevocationList> lists = one.get("crls").isNull() ? everyList : lists(one.get("crls"), bare);
        var checker = new CertificateChecker(bare.with(Revocations.of(lists, DECADES)));
        return checker.check(List.of(certificate(one.get("ee").asText())), DATE);
    }

    private List<RevocationList> lists(JsonNode names, TrustAnchors bare) throws IOException {
        List<RevocationList> lists = new ArrayList<>();
        for (Path file : files(names, "crls")) {
            try {
                lists.add(TrustFiles.revocationList(file, bare));
            } catch (TrustUnusable e) {
                assertThat(e).hasMessageContaining(file.toString());
            }
        }
        return lists;
    }

    private static boolean isAuthority(X509Certificate certificate) {
        return certificate.getBasicConstraints() >= 0
                || (certificate.getKeyUsage() != null && ListSigners.mayList(certificate));
    }

    private X509Certificate certificate(String name) {
        return certificate(suite.resolve("certs").resolve(name));
    }

    private X509Certificate certificate(Path file) {
        return read.computeIfAbsent(file, _ -> TrustFiles.certificates(file).getFirst());
    }

    /** The files a case names, or all there are. */
    private List<Path> files(JsonNode names, String folder) throws IOException {
        Path home = suite.resolve(folder);
        if (names.isNull()) {
            try (Stream<Path> all = Files.list(home)) {
                return all.sorted().toList();
            }
        }
        List<Path> files = new ArrayList<>();
        names.forEach(name -> files.add(home.resolve(name.asText())));
        return files;
    }

    private static PathRules rules(JsonNode policy, boolean algorithms) {
        if (policy.isNull()) {
            return new PathRules(Set.of(), false, false, false, algorithms);
        }
        Set<String> initial = new HashSet<>();
        policy.get("initialPolicySet").forEach(oid -> initial.add(oid.asText()));
        initial.remove("anyPolicy");
        return new PathRules(
                initial,
                policy.get("requireExplicitPolicy").asBoolean(),
                policy.get("inhibitPolicyMapping").asBoolean(),
                policy.get("inhibitAnyPolicy").asBoolean(),
                algorithms);
    }
}

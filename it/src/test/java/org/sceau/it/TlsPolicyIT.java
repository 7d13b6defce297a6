package org.sceau.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.suites.KeySuite;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The FHIR port as a scanner and strangers find it. */
class TlsPolicyIT {
    /** What OpenSSL calls the groups of {@link KeySuite#TLS_GROUPS}. */
    private static final List<String> GROUPS = List.of("x25519", "secp256r1 (NIST P-256)", "secp384r1 (NIST P-384)");
    /** What OpenSSL calls the suites of {@link KeySuite#TLS_SUITES} that go with the development certificates. */
    private static final List<String> SUITES = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "ECDHE-ECDSA-AES256-GCM-SHA384",
            "ECDHE-ECDSA-AES128-GCM-SHA256");

    @TempDir
    private static Path temporary;

    @RegisterExtension
    private static final OneGateway ONE = new OneGateway();

    @Test
    void aScannerFindsWhatThePolicyStatesAndNothingElse()
            throws IOException, InterruptedException, ParserConfigurationException, SAXException {
        assumeThat(CommandRun.shell("command -v sslscan").exit()).as("sslscan").isZero();
        Element found = scan();

        assertThat(attributes(
                        found,
                        "protocol",
                        "version",
                        item -> item.getAttribute("enabled").equals("1")))
                .containsExactlyInAnyOrder("1.2", "1.3");
        assertThat(attributes(found, "cipher", "cipher", _ -> true)).hasSameElementsAs(SUITES);
        assertThat(attributes(found, "group", "name", _ -> true)).hasSameElementsAs(GROUPS);
        assertThat(attributes(
                        found,
                        "heartbleed",
                        "vulnerable",
                        item -> item.getAttribute("vulnerable").equals("1")))
                .isEmpty();
        assertThat(attributes(
                        found,
                        "renegotiation",
                        "supported",
                        item -> item.getAttribute("supported").equals("1")))
                .isEmpty();
    }

    @Test
    void whoShowsNoOrAWrongOrAForeignCertificateReachesNoRoute() throws IOException, InterruptedException {
        Path own = ONE.directory().resolve("parties/labo");
        Path other = temporary.resolve("other");
        assertThat(CommandRun.sceau("init", other.toString()).exit()).isZero();
        String before = head();

        assertThat(request("")).isEqualTo("000");
        assertThat(request(certificate(own, "sign"))).isEqualTo("000");
        assertThat(request(certificate(other.resolve("parties/labo"), "auth"))).isEqualTo("000");
        assertThat(head()).isEqualTo(before);

        assertThat(request(certificate(own, "auth")))
                .as("the same request of a partner")
                .matches("[1-5]\\d\\d");
        assertThat(head()).as("which is journaled").isNotEqualTo(before);
    }

    private static String head() throws IOException, InterruptedException {
        CommandRun head =
                CommandRun.sceau("journal", "head", "-d", ONE.directory().toString());
        assertThat(head.exit()).as(head.err()).isZero();
        return head.out();
    }

    private static String certificate(Path party, String name) {
        return "--cert-type P12 --cert \"" + party + "/" + name + ".p12:$(cat " + party + "/passphrase)\"";
    }

    /** The status of the answer to a search, {@code 000} when there was none. */
    private static String request(String certificate) throws IOException, InterruptedException {
        Path directory = ONE.directory();
        return CommandRun.shell(
                        "curl -s -m 60 -o /dev/null -w '%{http_code}' --cacert " + directory
                                + "/trust/anchors.pem " + certificate + " '"
                                + ONE.process().fhir()
                                + "/DocumentReference?patient.identifier=urn:oid:1.2.250.1.213.1.4.10%7C269054958815780&status=current'")
                .out();
    }

    private static Element scan() throws IOException, InterruptedException, ParserConfigurationException, SAXException {
        Path party = ONE.directory().resolve("parties/labo");
        Path pem = temporary.resolve("labo.pem");
        assertThat(CommandRun.shell("openssl pkcs12 -in " + party + "/auth.p12 -passin file:" + party
                                + "/passphrase -nodes -out " + pem)
                        .exit())
                .isZero();
        CommandRun run = CommandRun.shell("sslscan --no-colour --xml=- --certs=" + pem + " --pk=" + pem + " localhost:"
                + ONE.process().fhir().getPort());
        assertThat(run.exit()).as(run.err()).isZero();
        String xml = run.out().substring(run.out().indexOf("<?xml"));
        Files.deleteIfExists(pem);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    private static List<String> attributes(Element in, String name, String attribute, Predicate<Element> which) {
        NodeList found = in.getElementsByTagName(name);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            if (found.item(i) instanceof Element item && which.test(item)) {
                values.add(item.getAttribute(attribute));
            }
        }
        return values;
    }
}

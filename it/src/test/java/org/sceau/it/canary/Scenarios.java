package org.sceau.it.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.sceau.app.demo.SignedStatement;
import org.sceau.it.support.OperatorView;
import org.sceau.proof.EvidenceWriter;

/** Everything a partner may ask about one patient, well and badly. */
final class Scenarios {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = FictionalReport.FAMILY;
    private static final String HTML = "text/html";

    /** Where the hospital's application is answered. */
    static final String BACK = "https://portail.hopital.example/retour";

    private final Wire laboratory;
    private final Wire hospital;
    private final OperatorView operator;
    private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
    private final ByteArrayOutputStream handedOver = new ByteArrayOutputStream();

    Scenarios(Wire laboratory, Wire hospital, OperatorView operator) {
        this.laboratory = laboratory;
        this.hospital = hospital;
        this.operator = operator;
    }

    /** What the operator saw. */
    byte[] pages() {
        return pages.toByteArray();
    }

    /** What an authorised puller was given in clear: here the words must be. */
    byte[] handedOver() {
        return handedOver.toByteArray();
    }

    /** A small submission and one whose PDF gets a file of its own in the vault. */
    void accepted() throws IOException, InterruptedException {
        FictionalReport small = FictionalReport.of(71_001);
        FictionalReport large = FictionalReport.of(71_002);
        accepted("small", small.transaction(small.pdf(4_000)));
        accepted("repeated", small.transaction(small.pdf(4_000)));
        accepted("large", large.transaction(large.pdf(600_000)));
    }

    private void accepted(String what, ObjectNode bundle) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = laboratory.post(what, "", Wire.JSON, JSON.writeValueAsBytes(bundle));
        assertThat(answer.statusCode())
                .as("%s: %s", what, new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
    }

    /** Documents that say they are signatures, with the patient's words where a library would quote them. */
    void signatureDocuments() throws IOException, InterruptedException {
        String ds = "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" Id=\"" + NAME + "\"><ds:SignedInfo>"
                + "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>"
                + "<ds:SignatureMethod Algorithm=\"urn:" + NAME + "\"/><ds:Reference URI=\"" + NAME + "\">"
                + "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>"
                + "<ds:DigestValue>AAAA</ds:DigestValue></ds:Reference></ds:SignedInfo></ds:Signature>";
        String header = "{\"alg\":\"" + NAME + "\",\"" + NAME + "\":1,\"sigD\":{\"mId\":"
                + "\"http://uri.etsi.org/19182/ObjectIdByURIHash\",\"hashM\":\"S256\",\"pars\":[\"" + NAME
                + "\"],\"hashV\":[\"AAAA\"]}}";
        String jws = Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(header)) + "..AAAA";
        List<String> contents = List.of(
                ds,
                "<!DOCTYPE x [<!ENTITY n \"" + NAME + "\">]><x>&n;</x>",
                "<" + NAME,
                jws,
                "{\"" + NAME + "\":" + NAME);
        for (int i = 0; i < contents.size(); i++) {
            ObjectNode bundle = FictionalReport.of(74_001 + i).transaction(utf8(contents.get(i)));
            ObjectNode content = (ObjectNode) FictionalReport.reference(bundle).at("/content/0");
            ((ObjectNode) content.path("attachment")).put("contentType", "application/json");
            ((ObjectNode) content.path("format")).put("code", "urn:ihe:iti:dsg:detached:2014");
            FictionalReport.resource(bundle, "Binary").put("contentType", "application/json");
            accepted("a signature document " + i, bundle);
        }
    }

    /** Submissions that break a rule, each with the patient's words in the broken part. */
    void refusedSubmissions() throws IOException, InterruptedException {
        ObjectNode hash = bundle(72_001);
        ((ObjectNode) FictionalReport.reference(hash).at("/content/0/attachment")).put("hash", new byte[20]);
        refused("hash of other bytes", hash, 422);

        ObjectNode patient = bundle(72_002);
        ((ObjectNode) FictionalReport.reference(patient).at("/subject/identifier"))
                .put("value", FictionalReport.OTHER.value());
        refused("another patient", patient, 422);

        ObjectNode unknown = bundle(72_003);
        FictionalReport.reference(unknown).put("nom" + FictionalReport.FAMILY_PART, NAME);
        refused("an unknown field", unknown, 422);

        ObjectNode date = bundle(72_004);
        FictionalReport.reference(date).put("date", NAME);
        refused("a name for a date", date, 422);

        ObjectNode status = bundle(72_005);
        FictionalReport.reference(status).put("status", NAME);
        refused("a name for a code", status, 422);

        ObjectNode reference = bundle(72_006);
        ((ObjectNode) FictionalReport.reference(reference).at("/content/0/attachment")).put("url", "urn:" + NAME);
        refused("a name for a reference", reference, 422);

        ObjectNode profile = bundle(72_007);
        profile.putObject("meta").putArray("profile").add("https://" + FictionalReport.FAMILY_PART + ".example/p");
        refused("a name for a profile", profile, 422);

        ObjectNode different = bundle(71_001); // an identifier used before, with other bytes
        refused("an identifier used before", different, 409);
    }

    /** Requests that cannot even be read, broken at the patient's words. */
    void unreadable() throws IOException, InterruptedException {
        String text = JSON.writeValueAsString(bundle(72_010));
        String quoted = "\"" + NAME + "\"";
        unreadable("a name without quotes", text.replace(quoted, NAME));
        unreadable("a name cut off", text.substring(0, text.indexOf(NAME) + NAME.length()));
        unreadable("a name twice", text.replace("\"family\":" + quoted, quoted + ":1," + quoted + ":2"));
        unreadable("a name with a bad escape", text.replace(quoted, "\"" + NAME + "\\q\""));
        unreadable("a name in base64", text.replace("\"data\":\"", "\"data\":\"" + NAME + "*"));
        String xml = "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"transaction\"/><"
                + FictionalReport.FAMILY_PART + " value=\"" + NAME + "\"></Bundle>";
        status("broken XML", laboratory.post("broken XML", "", Wire.XML, utf8(xml)), 400);
        String entity = "<!DOCTYPE x [<!ENTITY n \"" + NAME + "\">]><Bundle xmlns=\"http://hl7.org/fhir\"/>";
        status("an entity", laboratory.post("an entity", "", Wire.XML, utf8(entity)), 400);
        String latin = text.replace("Xylophr\u00e8ne", "Xylophr\u00e8ne\u00e8");
        status(
                "not UTF-8",
                laboratory.post("not UTF-8", "", Wire.JSON, latin.getBytes(StandardCharsets.ISO_8859_1)),
                400);
        String document = "{\"resourceType\":\"Bundle\",\"type\":\"document\",\"" + NAME + "\":" + quoted + "}";
        status("a bad document", laboratory.post("a bad document", "/Bundle", Wire.JSON, utf8(document)), 422);
        byte[] type = utf8(text);
        status("a type", laboratory.post("a type", "", "text/" + FictionalReport.FAMILY_PART, type), 415);
    }

    /** Searches, retrievals, and questions that have no answer. */
    void reads() throws IOException, InterruptedException {
        search();
        String query = query();
        String form = "application/x-www-form-urlencoded";
        HttpResponse<byte[]> byPost = hospital.post("search", "/DocumentReference/_search", form, utf8(query));
        status("search by POST", byPost, 200);
        JsonNode found = JSON.readTree(byPost.body());
        assertThat(found.path("entry")).hasSizeGreaterThanOrEqualTo(4);
        for (JsonNode entry : found.path("entry")) {
            retrieve(entry.at("/resource/content/0/attachment"));
        }
        String name = URLEncoder.encode(NAME, StandardCharsets.UTF_8);
        hospital.get("/DocumentReference?" + query + "&author.family=" + name, Wire.JSON);
        hospital.get("/DocumentReference?" + query + "&" + name + "=1", Wire.JSON);
        hospital.get("/DocumentReference?" + query + "&date=" + name, Wire.JSON);
        hospital.get("/DocumentReference?" + query + "&_" + name + "=1", Wire.JSON);
        hospital.get("/DocumentReference?patient.identifier=" + name, Wire.JSON);
        hospital.get("/DocumentReference/" + name, Wire.JSON);
        hospital.get("/Binary/" + name, Wire.JSON);
        hospital.get("/Bundle/" + name, Wire.JSON);
        hospital.get("/Patient/" + FictionalReport.PATIENT.value(), Wire.JSON);
        hospital.get("/Patient?family=" + name, Wire.XML);
        hospital.get("/" + name, Wire.JSON);
        pages.writeBytes(hospital.get("/Practitioner?family=" + name, Wire.JSON).body());
        hospital.get("/Organization?active=" + name, Wire.JSON);
        hospital.get("/PractitionerRole?_include=" + name, Wire.XML);
        hospital.get("/Endpoint/" + name, Wire.JSON);
        hospital.post("a bad search", "/DocumentReference/_search", form, utf8(name + "=" + name));
        hospital.post("not permitted", "", Wire.JSON, JSON.writeValueAsBytes(bundle(72_020)));
        assertThat(hospital.errors()).hasSizeGreaterThanOrEqualTo(10);
    }

    /** A reader that puts the patient where it states who acts: in clear, as a person, and as a reason for broken glass. */
    void statements(Path party) throws IOException, InterruptedException, GeneralSecurityException {
        String ins = FictionalReport.PATIENT.value();
        String read = "/DocumentReference?" + query();
        Optional<String> nobody = Optional.empty();
        var person = new SignedStatement(Optional.of("10"), Optional.of(ins), "TREAT", Optional.empty());
        var reason = new SignedStatement(nobody, nobody, "BTG", Optional.of(ins));

        status("in clear", hospital.getStating(read, "Bearer " + URLEncoder.encode(NAME, StandardCharsets.UTF_8)), 401);
        status(
                "no purpose",
                hospital.getStating(read, new SignedStatement(nobody, nobody, ins, nobody).by(party, Instant.now())),
                401);
        status(
                "a number for a profession",
                hospital.getStating(
                        read, new SignedStatement(Optional.of(ins), nobody, "TREAT", nobody).by(party, Instant.now())),
                401);
        status("broken glass", hospital.getStating(read, reason.by(party, Instant.now())), 403);
        status("a person", hospital.getStating(read, person.by(party, Instant.now())), 200);
    }

    /** A client that puts the patient wherever it asks for a token, and then reads with one. */
    void tokens() throws IOException, InterruptedException {
        String name = URLEncoder.encode(NAME, StandardCharsets.UTF_8);
        String ins = FictionalReport.PATIENT.value();
        String grant = "grant_type=client_credentials&scope=ITI-67";
        for (String form : List.of(
                "grant_type=" + name,
                grant + "+" + name,
                grant + "&client_id=" + name,
                grant + "&resource=" + name,
                grant + "&requested_token_type=" + name,
                grant + "&audience=" + name,
                "grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=" + name,
                grant + "&client_assertion_type=" + name + "&client_assertion=" + ins,
                grant + "&" + name + "=1&" + name + "=2")) {
            HttpResponse<byte[]> refused = hospital.postForm("/oauth/token", form);
            assertThat(refused.statusCode()).as(form).isIn(400, 401);
        }
        status("a name for a token", hospital.postForm("/oauth/introspect", "token=" + name), 200);
        HttpResponse<byte[]> granted = hospital.postForm("/oauth/token", grant + "&" + name + "=" + ins);
        status("a token", granted, 200);
        String token = JSON.readTree(granted.body()).path("access_token").asText();
        assertThat(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8))
                .doesNotContain(ins);
        pages.writeBytes(granted.body());
        String read = "/DocumentReference?" + query();
        status("with a token", hospital.getStating(read, "Bearer " + token), 200);
        status(
                "a scope that is missing",
                hospital.getStating(read.replace("DocumentReference", "List"), "Bearer " + token),
                403);
        status("no token", hospital.getStating(read, "Bearer " + token + name), 401);
    }

    /** A physician authorises an application that puts a patient into everything that it can. */
    void authorizations(Wire physician, URI fhir) throws IOException, InterruptedException {
        String name = URLEncoder.encode(NAME, StandardCharsets.UTF_8);
        String asked = fhir.resolve("/oauth/authorize") + "?response_type=code&code_challenge_method=S256"
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&" + name + "=" + name;
        String client = "&client_id=hopital&redirect_uri=" + BACK;
        String sound = client + "&state=ok&scope=ITI-67";
        status("a name for a client", physician.getUrl(asked + sound.replace("hopital", name), HTML), 400);
        status("a name in the address", physician.getUrl(asked + sound.replace("/retour", "/" + name), HTML), 400);
        status("a name for a scope", physician.getUrl(asked + sound + "+" + name, HTML), 303);
        status("a name for a state", physician.getUrl(asked + sound.replace("ok", name), HTML), 303);
        HttpResponse<byte[]> page = physician.getUrl(asked + sound, HTML);
        status("a consent page", page, 200);
        pages.writeBytes(page.body());
        status("a name for a ticket", physician.postForm("/oauth/authorize", "ticket=" + name), 400);
        String ticket = new String(page.body(), StandardCharsets.UTF_8)
                .replaceFirst("(?s).*name=\"ticket\" value=\"([^\"]+)\".*", "$1");
        HttpResponse<byte[]> granted =
                physician.postForm("/oauth/authorize", "decision=grant&ticket=" + ticket + "&" + name + "=" + name);
        status("a consent", granted, 303);
        assertThat(granted.headers().firstValue("Location").orElse("")).startsWith(BACK + "?code=");
        String grant = "grant_type=authorization_code&redirect_uri=" + BACK;
        status(
                "names for a code",
                hospital.postForm("/oauth/token", grant + "&code=" + name + "&code_verifier=" + name),
                400);
    }

    /** A search by GET, which puts the patient into the address. */
    void search() throws IOException, InterruptedException {
        status("search by GET", hospital.get("/DocumentReference?" + query(), Wire.JSON), 200);
    }

    private static String query() {
        String token = FictionalReport.PATIENT.system() + "|" + FictionalReport.PATIENT.value();
        return "patient.identifier=" + URLEncoder.encode(token, StandardCharsets.UTF_8) + "&status=current";
    }

    private void retrieve(JsonNode attachment) throws IOException, InterruptedException {
        String url = attachment.path("url").asText();
        HttpResponse<byte[]> clear =
                hospital.getUrl(url, attachment.path("contentType").asText());
        status("retrieval in clear", clear, 200);
        handedOver.writeBytes(clear.body());
        status("retrieval in a Binary", hospital.getUrl(url, Wire.JSON + ", " + Wire.XML), 200);
        status("retrieval as CMS", hospital.getUrl(url, "application/pkcs7-mime"), 200);
    }

    /** A submission to a hospital that is gone: it must have been tried at least twice. */
    void deadRecipient() throws IOException, InterruptedException {
        accepted("to a dead hospital", bundle(71_003));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> operator.get("/api/transfers?limit=100&state=queued").findValues("attempt").stream()
                        .anyMatch(attempt -> attempt.asInt() >= 2));
    }

    /** Every page of the operator, and questions with the name in them. */
    void operatorPages() throws IOException, InterruptedException {
        page("/api/status");
        page("/api/routes");
        page("/api/keys");
        page("/api/crypto");
        page("/api/crypto/rewrap");
        page("/observe/metrics");
        page("/api/directory/entries?text=" + FictionalReport.FAMILY_PART);
        page("/api/directory/entries?text=");
        page("/api/directory/" + FictionalReport.FAMILY_PART);
        page("/api/transfers/" + FictionalReport.FAMILY_PART);
        page("/api/transfers?state=" + FictionalReport.FAMILY_PART);
        page("/checkpoint");
        page("/tile/0/000.p/2");
        page("/tile/entries/000.p/7");
        page("/tile/entries/" + FictionalReport.FAMILY_PART);
        page("/api/journal");
        page("/api/journal/consistency?first=1&second=2");
        page("/api/journal/entries/" + FictionalReport.FAMILY_PART);
        page("/api/journal/export");
        String list = page("/api/transfers?limit=100");
        for (JsonNode transfer : JSON.readTree(list).path("transfers")) {
            String id = transfer.path("id").asText();
            page("/api/transfers/" + id);
            for (String who :
                    List.of("operator&documents=none", "auditor&documents=none", "patient", "labo&documents=none")) {
                pages.writeBytes(operator.act("/api/evidence/" + id + "?for=" + who));
            }
            pages.writeBytes(operator.act("/api/evidence/" + id + "?for=hopital"));
            pages.writeBytes(hospital.get("/Evidence/" + id + "?documents=encrypted", EvidenceWriter.MEDIA_TYPE)
                    .body());
            for (JsonNode receipt :
                    JSON.readTree(page("/api/transfers/" + id + "/receipts")).path("receipts")) {
                pages.writeBytes(Base64.getDecoder().decode(receipt.path("file").asText()));
                receiptForms(receipt.path("id").asText());
            }
        }
    }

    /** Every form in which a receipt is given out: none may say more than another. */
    private void receiptForms(String id) throws IOException, InterruptedException {
        JsonNode cose = JSON.readTree(page("/api/receipts/" + id)).path("cose");
        pages.writeBytes(Base64.getDecoder().decode(cose.asText()));
        for (String form : List.of(Wire.JSON, Wire.XML, "application/cose")) {
            pages.writeBytes(laboratory.get("/Bundle/" + id, form).body());
        }
    }

    private String page(String path) throws IOException, InterruptedException {
        String text = operator.text(path);
        pages.writeBytes(utf8(text));
        return text;
    }

    private static ObjectNode bundle(long seed) throws IOException {
        FictionalReport report = FictionalReport.of(seed);
        return report.transaction(report.pdf(5_000));
    }

    private void refused(String what, ObjectNode bundle, int status) throws IOException, InterruptedException {
        status(what, laboratory.post(what, "", Wire.JSON, JSON.writeValueAsBytes(bundle)), status);
    }

    private void unreadable(String what, String text) throws IOException, InterruptedException {
        status(what, laboratory.post(what, "", Wire.JSON, utf8(text)), 400);
    }

    private static void status(String what, HttpResponse<byte[]> answer, int status) {
        assertThat(answer.statusCode())
                .as("%s: %s", what, new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(status);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

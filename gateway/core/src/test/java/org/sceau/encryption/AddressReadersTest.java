package org.sceau.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sceau.access.AcceptedForTests;
import org.sceau.document.SubmissionsForTests;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.failure.Refused;
import org.sceau.identity.Caller;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.intake.SplitsForTests;
import org.sceau.proof.Digest;
import org.sceau.routing.Carries;
import org.sceau.routing.Channel;
import org.sceau.routing.Partner;
import org.sceau.routing.Retry;
import org.sceau.signature.SignedForTests;
import org.sceau.transfer.Mode;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;
import org.sceau.vault.PayloadSink;
import org.sceau.vault.StoredPayload;
import org.sceau.vault.Vault;
import org.sceau.vault.VaultSettings;

class AddressReadersTest {
    private static final byte[] METADATA = "{\"resourceType\":\"Bundle\"}".getBytes(UTF_8);
    private static final byte[] REPORT = "fictional report".getBytes(UTF_8);
    private static final byte[] LETTER = "fictional letter".getBytes(UTF_8);
    private static final TestReader HOSPITAL = TestReader.p256("hospital");
    private static final TestReader CLINIC = TestReader.x25519("clinic");
    private static final TestReader STRANGER = TestReader.p256("stranger");
    private static final Channel PUSH_CMS = new Channel.FhirPush(URI.create("https://h.example/fhir"), Carries.CMS);
    private static final Channel PUSH_CLEAR = new Channel.FhirPush(URI.create("https://h.example/fhir"), Carries.CLEAR);
    private static final Channel INBOX = new Channel.Inbox();
    private static final Channel STORE = new Channel.HostingStore(Optional.empty());

    @TempDir
    Path directory;

    private Vault vault;
    private AddressReaders addressReaders;

    @BeforeEach
    void startVault() throws IOException {
        vault = new Vault(VaultSettings.in(directory), new SecureRandom());
        vault.start(Set.of());
        addressReaders = new AddressReaders(vault, new SecureRandom());
    }

    @AfterEach
    void closeVault() throws IOException {
        vault.close();
    }

    @Test
    void everyReaderOpensEveryObjectAndNobodyElseDoes() throws IOException {
        List<Partner> recipients =
                List.of(partner(HOSPITAL, PUSH_CMS), partner(CLINIC, INBOX), without("store", STORE));

        Addressed addressed = address(Mode.CUSTODY, recipients, REPORT, LETTER);

        assertThat(addressed.custody()).isEqualTo(Custody.KEEP);
        assertThat(addressed.objects())
                .extracting(AddressedObject::role)
                .containsExactly(new Role.Document(0), new Role.Document(1), new Role.Metadata());
        byte[][] clear = {REPORT, LETTER, METADATA};
        for (int i = 0; i < clear.length; i++) {
            AddressedObject object = addressed.objects().get(i);
            assertThat(object.readers()).extracting(key -> key.reader().value()).containsExactly("hospital", "clinic");
            assertThat(open(object, HOSPITAL)).isEqualTo(opened(clear[i]));
            assertThat(open(object, CLINIC)).isEqualTo(opened(clear[i]));
            assertThat(open(object, STRANGER)).isEqualTo(new CmsOpening.NotAddressed());
        }
    }

    @Test
    void readersWithLatticesStandBesideThoseWithCurves() throws IOException {
        TestReader region = TestReader.mlKem768("region");
        TestReader army = TestReader.hybrid("army");
        List<Partner> recipients =
                List.of(partner(HOSPITAL, PUSH_CMS), partner(region, PUSH_CMS), partner(army, INBOX));

        Addressed addressed = address(Mode.READER_ONLY, recipients, REPORT, LETTER);

        byte[][] clear = {REPORT, LETTER, METADATA};
        for (int i = 0; i < clear.length; i++) {
            AddressedObject object = addressed.objects().get(i);
            for (TestReader reader : List.of(HOSPITAL, region, army)) {
                assertThat(open(object, reader)).isEqualTo(opened(clear[i]));
            }
            assertThat(open(object, STRANGER)).isEqualTo(new CmsOpening.NotAddressed());
        }
        assertThat(addressed.objects().stream().flatMap(object -> object.readers().stream()))
                .hasSize(9)
                .doesNotHaveDuplicates();
    }

    @Test
    void keyOfAReaderStandsUnderItsThumbprintAndNoTwoWrapsAreAlike() throws IOException {
        Addressed addressed = address(Mode.CUSTODY, List.of(partner(HOSPITAL, PUSH_CMS)), REPORT, REPORT);

        List<ReaderKey> keys = addressed.objects().stream()
                .flatMap(object -> object.readers().stream())
                .toList();
        assertThat(keys).hasSize(3).doesNotHaveDuplicates();
        assertThat(keys).extracting(ReaderKey::certificate).containsOnly(Partner.thumbprint(HOSPITAL.certificate()));
    }

    @Test
    void metadataIsEncryptedOnlyWhereAReaderGetsItSo() throws IOException {
        assertThat(address(Mode.CUSTODY, List.of(partner(HOSPITAL, INBOX)), REPORT)
                        .objects())
                .hasSize(1);
        assertThat(address(Mode.CUSTODY, List.of(partner(HOSPITAL, PUSH_CLEAR)), REPORT)
                        .objects())
                .hasSize(1);
        assertThat(address(Mode.READER_ONLY, List.of(partner(HOSPITAL, INBOX)), REPORT)
                        .objects())
                .hasSize(2);
    }

    @Test
    void custodyNeedsNoReaderWhereTheGatewayOpens() throws IOException {
        Addressed addressed =
                address(Mode.CUSTODY, List.of(without("inbox", INBOX), without("push", PUSH_CLEAR)), REPORT);

        assertThat(addressed.objects()).hasSize(1);
        assertThat(addressed.objects().getFirst().readers()).isEmpty();
    }

    @Test
    void readerOnlyForgetsTheGatewaysKey() throws IOException {
        Addressed addressed = address(Mode.READER_ONLY, List.of(partner(HOSPITAL, PUSH_CMS)), REPORT);

        assertThat(addressed.custody()).isEqualTo(Custody.FORGET);
    }

    @Test
    void recipientThatCouldNotReadIsRefusedByName() {
        assertUnusable(Mode.CUSTODY, without("push", PUSH_CMS), "push");
        assertUnusable(Mode.READER_ONLY, without("inbox", INBOX), "inbox");
        assertUnusable(Mode.READER_ONLY, without("clear", PUSH_CLEAR), "clear");
        assertUnusable(Mode.SEALED_BY_SENDER, without("inbox", INBOX), "inbox");
        assertUnusable(Mode.CUSTODY, partner(TestReader.p384("other-curve"), INBOX), "other-curve");
        assertUnusable(Mode.CUSTODY, partner(TestReader.signerOnly("signer"), PUSH_CMS), "signer");
    }

    /** In custody, too: a store holds envelopes, and an envelope without reader cannot be made when it is due. */
    @ParameterizedTest
    @EnumSource(names = {"CUSTODY", "READER_ONLY"})
    void transferThatNobodyCouldReadIsRefused(Mode mode) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> address(mode, List.of(without("store", STORE)), REPORT))
                .extracting(Refused::issues)
                .isEqualTo(List.of(Issue.of(FailureCode.RECIPIENT_KEY_UNUSABLE)));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 400_000})
    void objectSealedByItsSenderForTheRoutesReadersIsNotTouched(int size) throws IOException {
        byte[] cms = Sealed.cms(new byte[size], HOSPITAL, CLINIC);

        Addressed addressed =
                address(Mode.SEALED_BY_SENDER, List.of(partner(HOSPITAL, PUSH_CMS), partner(CLINIC, INBOX)), cms);

        assertThat(addressed.custody()).isEqualTo(Custody.KEEP);
        assertThat(addressed.objects()).hasSize(1);
        assertThat(addressed.objects().getFirst().readers()).isEmpty();
        assertThat(addressed.objects().getFirst().payload().sha256()).isEqualTo(Digest.sha256(cms));
    }

    @Test
    void objectSealedForOthersIsRefusedWithItsPlace() {
        List<Partner> recipients = List.of(partner(HOSPITAL, PUSH_CMS), partner(CLINIC, INBOX));
        byte[] right = Sealed.cms(REPORT, HOSPITAL, CLINIC);
        byte[] oneMore = Sealed.cms(REPORT, HOSPITAL, CLINIC, STRANGER);
        byte[] oneLess = Sealed.cms(REPORT, HOSPITAL);

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> address(Mode.SEALED_BY_SENDER, recipients, right, oneMore, oneLess, REPORT))
                .extracting(Refused::issues)
                .isEqualTo(List.of(
                        Issue.at(FailureCode.ENVELOPE_READERS_MISMATCH, "Bundle.entry[1].resource.data"),
                        Issue.at(FailureCode.ENVELOPE_READERS_MISMATCH, "Bundle.entry[2].resource.data"),
                        Issue.at(FailureCode.ENVELOPE_INVALID, "Bundle.entry[3].resource.data")));
    }

    private void assertUnusable(Mode mode, Partner recipient, String name) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> address(mode, List.of(partner(HOSPITAL, INBOX), recipient), REPORT))
                .extracting(Refused::issues)
                .isEqualTo(List.of(Issue.of(FailureCode.RECIPIENT_KEY_UNUSABLE, name)));
    }

    private Addressed address(Mode mode, List<Partner> recipients, byte[]... payloads) throws IOException {
        List<StoredPayload> stored = new ArrayList<>();
        List<String> uniqueIds = new ArrayList<>();
        for (byte[] payload : payloads) {
            try (PayloadSink sink = vault.open()) {
                sink.write(payload, 0, payload.length);
                stored.add(sink.finish());
            }
            uniqueIds.add("urn:oid:1.2.3." + uniqueIds.size());
        }
        var submission = SubmissionsForTests.of(SplitsForTests.ofStored(METADATA, stored), uniqueIds);
        var caller = new Caller(new PartnerId("lab"), Digest.sha256(new byte[0]), ProfessionalQuality.NONE);
        var transfer = TransferId.parse("0f2c6c2e-4b2b-4c7e-9a4e-7e1f3c5b9d10");
        var accepted = AcceptedForTests.of(
                transfer, caller, submission, recipients, mode, Instant.parse("2026-11-23T10:00:00Z"));
        return addressReaders.address(SignedForTests.of(accepted));
    }

    private static CmsOpening opened(byte[] clear) {
        return new CmsOpening.Opened(clear.length, Digest.sha256(clear));
    }

    private static CmsOpening open(AddressedObject object, TestReader reader) throws IOException {
        StoredPayload payload = object.payload();
        List<RecipientInfo> recipientInfos =
                object.readers().stream().map(ReaderKey::recipientInfo).toList();
        var envelope = CmsEnvelope.of(recipientInfos, payload.nonce(), payload.tag(), payload.sizeBytes());
        var ciphertext =
                new ByteArrayInputStream(payload.inMemory().orElseThrow().bytes());
        return new CmsReader(CmsLimits.DEFAULT)
                .open(envelope.asStream(ciphertext), reader.certificate(), reader.key(), new ByteArrayOutputStream());
    }

    private static Partner partner(TestReader reader, Channel channel) {
        return partner(reader.name(), Optional.of(reader), channel);
    }

    private static Partner without(String name, Channel channel) {
        return partner(name, Optional.empty(), channel);
    }

    private static Partner partner(String name, Optional<TestReader> reader, Channel channel) {
        return new Partner(
                new PartnerId(name),
                "Fictional " + name,
                List.of(),
                Set.of(),
                List.of(),
                List.of(),
                reader.map(TestReader::certificate),
                Optional.empty(),
                channel,
                Retry.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                Locale.ENGLISH,
                Optional.empty());
    }
}

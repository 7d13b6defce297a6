package org.sceau.trust;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * Cards that were opposed: reported lost or stolen, or their holder struck off, before their authority lists them. Known by
 * their certificates, or by their own numbers; some 15 bytes each. Immutable.
 *
 * <p>As a file: lines {@code INSTANT;SERIAL;ISSUER}, the serial number in hexadecimal, the issuer's name as RFC 4514 writes
 * it; lines that begin with {@code #} are comments.
 */
public final class Oppositions {
    /** Nothing is opposed. */
    public static final Oppositions NONE = new Builder().build();

    private static final int MAXIMUM_BYTES = 1 << 26;
    private static final int MAXIMUM_ISSUERS = 1_000;
    private static final Pattern SERIAL = Pattern.compile("[0-9a-fA-F]{1,40}");
    private static final Pattern CARD = Pattern.compile("[0-9]{1,40}");
    /** CRLReason privilegeWithdrawn; the index keeps a reason, an opposition has none. */
    private static final int WITHDRAWN = 9;

    private final Map<X500Principal, SerialIndex> certificates;
    private final SerialIndex cards;

    private Oppositions(Map<X500Principal, SerialIndex> certificates, SerialIndex cards) {
        this.certificates = Map.copyOf(certificates);
        this.cards = cards;
    }

    /** Reads; throws {@link TrustUnusable} naming file and line. One bad line spoils all: it may be the one that matters. */
    static Oppositions read(Path file, TrustAnchors anchors) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAXIMUM_BYTES + 1);
            if (content.length > MAXIMUM_BYTES) {
                throw new TrustUnusable(file + " is larger than " + MAXIMUM_BYTES + " bytes");
            }
            return read(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(content))
                            .toString(),
                    file.toString(),
                    anchors);
        } catch (CharacterCodingException e) {
            throw new TrustUnusable(file + " is no UTF-8 text");
        } catch (IOException e) {
            throw new TrustUnusable(file + " cannot be read");
        }
    }

    static Oppositions read(String text, String name, TrustAnchors anchors) {
        var builder = new Builder();
        Map<String, X500Principal> issuers = new HashMap<>();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                try {
                    add(line.strip(), issuers, builder, anchors);
                } catch (IllegalArgumentException | DateTimeException e) {
                    throw new TrustUnusable(name + ", line " + number + ": not INSTANT;SERIAL;ISSUER");
                }
            }
        }
        return builder.build();
    }

    /** The authority's own name where an issuer is written otherwise, in another type of text for example. */
    private static X500Principal authority(String written, TrustAnchors anchors) {
        var issuer = new X500Principal(written);
        X500Name name = X500Name.getInstance(issuer.getEncoded());
        return authorities(anchors)
                .filter(authority ->
                        X500Name.getInstance(authority.getEncoded()).equals(name))
                .findFirst()
                .orElse(issuer);
    }

    private static Stream<X500Principal> authorities(TrustAnchors anchors) {
        return Stream.concat(anchors.anchors().stream(), anchors.intermediates().stream())
                .map(X509Certificate::getSubjectX500Principal);
    }

    private static void add(String line, Map<String, X500Principal> issuers, Builder builder, TrustAnchors anchors) {
        String[] parts = line.split(";", 3);
        if (parts.length < 3 || !SERIAL.matcher(parts[1]).matches() || issuers.size() >= MAXIMUM_ISSUERS) {
            throw new IllegalArgumentException("not three parts");
        }
        X500Principal issuer = issuers.computeIfAbsent(parts[2], written -> authority(written, anchors));
        builder.add(Instant.parse(parts[0]), new BigInteger(parts[1], 16), issuer);
    }

    /** How many issuers are no authorities here: their cards match nothing. */
    int strangers(TrustAnchors anchors) {
        return Math.toIntExact(certificates.keySet().stream()
                .filter(issuer -> authorities(anchors).noneMatch(issuer::equals))
                .count());
    }

    /** How many there are. */
    public int count() {
        return cards.count()
                + certificates.values().stream().mapToInt(SerialIndex::count).sum();
    }

    /** From when a certificate is opposed as such; empty when it is not. */
    Optional<Instant> since(X509Certificate certificate) {
        return Optional.ofNullable(certificates.get(certificate.getIssuerX500Principal()))
                .flatMap(index -> index.find(certificate.getSerialNumber()))
                .map(SerialIndex.Entry::since);
    }

    /** From when a certificate is opposed, as such or with a card that has one of these numbers; empty when it is not. */
    public Optional<Instant> since(X509Certificate certificate, List<String> numbers) {
        return since(certificate)
                .or(() -> numbers.stream()
                        .filter(Oppositions::isCard)
                        .flatMap(number -> cards.find(new BigInteger(number)).stream())
                        .map(SerialIndex.Entry::since)
                        .findFirst());
    }

    /** Whether it can be the number of a card: digits, of which zeros in front do not count. */
    public static boolean isCard(String number) {
        return CARD.matcher(number).matches();
    }

    /** Gives each certificate to {@code ofCertificate} and each card to {@code ofCard}. */
    public void forEach(OfCertificate ofCertificate, OfCard ofCard) throws IOException {
        for (Map.Entry<X500Principal, SerialIndex> one : certificates.entrySet()) {
            SerialIndex index = one.getValue();
            for (int i = 0; i < index.count(); i++) {
                ofCertificate.take(index.entry(i).since(), index.number(i), one.getKey());
            }
        }
        for (int i = 0; i < cards.count(); i++) {
            ofCard.take(cards.entry(i).since(), cards.number(i).toString());
        }
    }

    /** Takes one. */
    public interface OfCertificate {
        /** From when which number of which issuer. */
        void take(Instant since, BigInteger serial, X500Principal issuer) throws IOException;
    }

    /** Takes one. */
    public interface OfCard {
        /** From when which number. */
        void take(Instant since, String number) throws IOException;
    }

    /** Gathers in any order. Not thread-safe. */
    public static final class Builder {
        private final Map<X500Principal, SerialIndex.Builder> certificates = new HashMap<>();
        private final SerialIndex.Builder cards = new SerialIndex.Builder();

        /** Adds a certificate; throws IllegalArgumentException for a number that no certificate can have. */
        public Builder add(Instant since, BigInteger serial, X500Principal issuer) {
            add(certificates.computeIfAbsent(issuer, _ -> new SerialIndex.Builder()), serial, since);
            return this;
        }

        /** Adds a card by its own number; throws IllegalArgumentException for what is none. */
        public Builder add(Instant since, String number) {
            if (!isCard(number)) {
                throw new IllegalArgumentException("no number of a card");
            }
            add(cards, new BigInteger(number), since);
            return this;
        }

        private static void add(SerialIndex.Builder to, BigInteger number, Instant since) {
            byte[] content = number.toByteArray();
            if (content.length > SerialIndex.SERIAL_BYTES) {
                throw new IllegalArgumentException("no serial number");
            }
            to.add(content, since, WITHDRAWN);
        }

        /** What was gathered. */
        public Oppositions build() {
            Map<X500Principal, SerialIndex> built = new HashMap<>();
            certificates.forEach((issuer, builder) -> built.put(issuer, builder.build()));
            return new Oppositions(built, cards.build());
        }
    }
}

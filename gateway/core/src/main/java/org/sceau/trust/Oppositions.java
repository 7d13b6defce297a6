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
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * Cards that were opposed: reported lost or stolen, or their holder struck off, before their authority lists them. A file
 * of lines {@code INSTANT;SERIAL;ISSUER}, the serial number in hexadecimal, the issuer's name as RFC 4514 writes it; lines
 * that begin with {@code #} are comments. Immutable.
 */
final class Oppositions {
    static final Oppositions NONE = new Oppositions(Map.of(), 0);

    private static final int MAXIMUM_BYTES = 1 << 26;
    private static final int MAXIMUM_ISSUERS = 1_000;
    private static final Pattern SERIAL = Pattern.compile("[0-9a-fA-F]{1,40}");
    /** CRLReason privilegeWithdrawn; the index keeps a reason, an opposition has none. */
    private static final int WITHDRAWN = 9;

    private final Map<X500Principal, SerialIndex> cards;
    private final int strangers;

    private Oppositions(Map<X500Principal, SerialIndex> cards, int strangers) {
        this.cards = Map.copyOf(cards);
        this.strangers = strangers;
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
        Map<X500Principal, SerialIndex.Builder> builders = new HashMap<>();
        Map<String, X500Principal> issuers = new HashMap<>();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                try {
                    add(line.strip(), issuers, builders, anchors);
                } catch (IllegalArgumentException | DateTimeException e) {
                    throw new TrustUnusable(name + ", line " + number + ": not INSTANT;SERIAL;ISSUER");
                }
            }
        }
        Map<X500Principal, SerialIndex> cards = new HashMap<>();
        builders.forEach((issuer, builder) -> cards.put(issuer, builder.build()));
        long strangers = cards.keySet().stream()
                .filter(issuer -> authorities(anchors).noneMatch(issuer::equals))
                .count();
        return new Oppositions(cards, (int) strangers);
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

    private static void add(
            String line,
            Map<String, X500Principal> issuers,
            Map<X500Principal, SerialIndex.Builder> builders,
            TrustAnchors anchors) {
        String[] parts = line.split(";", 3);
        if (parts.length < 3 || !SERIAL.matcher(parts[1]).matches() || issuers.size() >= MAXIMUM_ISSUERS) {
            throw new IllegalArgumentException("not three parts");
        }
        X500Principal issuer = issuers.computeIfAbsent(parts[2], written -> authority(written, anchors));
        byte[] serial = new BigInteger(parts[1], 16).toByteArray();
        if (serial.length > SerialIndex.SERIAL_BYTES) {
            throw new IllegalArgumentException("no serial number");
        }
        builders.computeIfAbsent(issuer, _ -> new SerialIndex.Builder())
                .add(serial, Instant.parse(parts[0]), WITHDRAWN);
    }

    /** How many issuers are no authorities here: their cards match nothing. */
    int strangers() {
        return strangers;
    }

    /** From when a certificate's card is opposed; empty when it is not. */
    Optional<Instant> since(X509Certificate certificate) {
        return Optional.ofNullable(cards.get(certificate.getIssuerX500Principal()))
                .flatMap(index -> index.find(certificate.getSerialNumber()))
                .map(SerialIndex.Entry::since);
    }
}

package org.sceau.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.util.encoders.Hex;

/**
 * Reads a revocation list in one pass, entries going straight into their index: what is kept at a time is one chunk of the
 * stream and the index. A list is refused when its signature is not that of a known certificate that may list, or when it
 * holds something critical that is not understood (RFC 5280, section 5.2).
 */
final class RevocationListReader {
    /** Most authorities of which an indirect list may speak. */
    private static final int MAXIMUM_ISSUERS = 1_000;

    private static final int NAME_BYTES = 8 * 1024;
    private static final int ALGORITHM_BYTES = 1024;
    private static final int TIME_BYTES = 32;
    private static final int SIGNATURE_BYTES = 16 * 1024;

    private static final String NUMBER = "2.5.29.20";
    private static final String REASON = "2.5.29.21";
    private static final String HOLD_INSTRUCTION = "2.5.29.23";
    private static final String INVALIDITY_DATE = "2.5.29.24";
    private static final String DELTA = "2.5.29.27";
    private static final String SCOPE = "2.5.29.28";
    private static final String CERTIFICATE_ISSUER = "2.5.29.29";
    private static final String AUTHORITY_KEY = "2.5.29.35";
    private static final List<String> LIST_EXTENSIONS = List.of(NUMBER, DELTA, SCOPE, AUTHORITY_KEY);
    private static final List<String> ENTRY_EXTENSIONS =
            List.of(REASON, HOLD_INSTRUCTION, INVALIDITY_DATE, CERTIFICATE_ISSUER);

    private static final int EXPLICIT_EXTENSIONS = 0xa0;

    private final DerStream der;
    private final TrustAnchors anchors;
    private final Map<X500Principal, SerialIndex.Builder> revoked = new HashMap<>();
    private boolean ofOthers;

    private RevocationListReader(InputStream in, TrustAnchors anchors) {
        this.der = new DerStream(in);
        this.anchors = anchors;
    }

    /**
     * Reads and verifies; throws {@link TrustUnusable} naming {@code file} when it cannot be relied on.
     *
     * @param in DER
     * @param anchors whose certificates may have signed it
     */
    static RevocationList read(InputStream in, TrustAnchors anchors, String file) {
        try {
            return new RevocationListReader(in, anchors).list();
        } catch (IOException | RuntimeException e) {
            // unchecked: the decoder of names and extensions answers malformed ones so, in many ways
            throw new TrustUnusable(file + " is no revocation list that can be relied on: " + words(e));
        }
    }

    private static String words(Exception e) {
        return e instanceof StreamCorruptedException ? String.valueOf(e.getMessage()) : "it cannot be decoded";
    }

    private RevocationList list() throws IOException {
        long whole = der.open(DerStream.SEQUENCE, TrustFiles.MAXIMUM_LIST_BYTES);
        var head = new ByteArrayOutputStream();
        der.tap(head);
        long end = der.open(DerStream.SEQUENCE, whole);
        if (der.next(end) == DerStream.INTEGER
                && !Arrays.equals(der.content(DerStream.INTEGER, end, 1), new byte[] {1})) {
            throw new StreamCorruptedException("its version is unknown");
        }
        byte[] algorithm = der.content(DerStream.SEQUENCE, end, ALGORITHM_BYTES);
        X500Principal issuer =
                principal(X500Name.getInstance(DerValues.sequence(der.content(DerStream.SEQUENCE, end, NAME_BYTES))));
        der.tap(head);
        var signers = ListSigners.of(anchors, issuer, AlgorithmIdentifier.getInstance(DerValues.sequence(algorithm)));
        head.writeTo(signers);
        der.tap(signers);
        Instant issued = time(end);
        Instant next = next(end);
        if (der.next(end) == DerStream.SEQUENCE) {
            entries(end, issuer);
        }
        ListExtensions extensions = der.next(end) == EXPLICIT_EXTENSIONS
                ? ListExtensions.read(der, der.open(EXPLICIT_EXTENSIONS, end), LIST_EXTENSIONS)
                : ListExtensions.NONE;
        der.end(end);
        der.tap(OutputStream.nullOutputStream());
        if (!Arrays.equals(algorithm, der.content(DerStream.SEQUENCE, whole, ALGORITHM_BYTES))) {
            throw new StreamCorruptedException("it names two signature algorithms");
        }
        byte[] signature = der.content(DerStream.BIT_STRING, whole, SIGNATURE_BYTES);
        der.end(whole);
        return list(issuer, issued, next, extensions, signers.who(signature));
    }

    private RevocationList list(
            X500Principal issuer,
            Instant issued,
            Instant next,
            ListExtensions extensions,
            List<X509Certificate> signers)
            throws IOException {
        ListScope scope = extensions
                .value(SCOPE)
                .map(value -> ListScope.of(value, issuer))
                .orElse(ListScope.COMPLETE);
        if (ofOthers && !scope.indirect()) {
            throw new StreamCorruptedException("it has entries of other authorities and does not say so");
        }
        Map<X500Principal, SerialIndex> indexes = new HashMap<>();
        revoked.forEach((name, builder) -> indexes.put(name, builder.build()));
        return new RevocationList(
                issuer,
                issued,
                next,
                issued,
                number(extensions, NUMBER),
                number(extensions, DELTA),
                scope,
                extensions.value(AUTHORITY_KEY).map(RevocationListReader::key).orElse(""),
                indexes,
                signers);
    }

    private void entries(long enclosing, X500Principal own) throws IOException {
        long end = der.open(DerStream.SEQUENCE, enclosing);
        X500Principal issuer = own;
        SerialIndex.Builder index = revoked.computeIfAbsent(own, _ -> new SerialIndex.Builder());
        while (der.position() < end) {
            long last = der.open(DerStream.SEQUENCE, end);
            byte[] serial = der.content(DerStream.INTEGER, last, SerialIndex.SERIAL_BYTES);
            if (serial.length == 0) {
                throw new StreamCorruptedException("an entry has no serial number");
            }
            Instant since = time(last);
            ListExtensions extensions = ListExtensions.read(der, last, ENTRY_EXTENSIONS);
            Optional<byte[]> other = extensions.value(CERTIFICATE_ISSUER);
            if (other.isPresent()) {
                ofOthers = true;
                issuer = directoryName(other.get());
                index = revoked.computeIfAbsent(issuer, _ -> new SerialIndex.Builder());
                if (revoked.size() > MAXIMUM_ISSUERS) {
                    throw new StreamCorruptedException("it speaks of too many authorities");
                }
            }
            index.add(serial, since, reason(extensions));
            der.end(last);
        }
    }

    private static int reason(ListExtensions extensions) throws IOException {
        byte[] value = extensions.value(REASON).orElse(new byte[] {DerStream.ENUMERATED, 1, 0});
        if (value.length != 3 || value[0] != DerStream.ENUMERATED || value[1] != 1 || !Reasons.known(value[2])) {
            throw new StreamCorruptedException("a reason is unknown");
        }
        return value[2];
    }

    private Instant next(long end) throws IOException {
        int tag = der.next(end);
        if (tag != DerStream.UTC_TIME && tag != DerStream.GENERALIZED_TIME) {
            throw new StreamCorruptedException("it does not say when the next one comes");
        }
        return time(end);
    }

    private Instant time(long end) throws IOException {
        int tag = der.next(end) == DerStream.UTC_TIME ? DerStream.UTC_TIME : DerStream.GENERALIZED_TIME;
        return DerValues.time(tag, der.content(tag, end, TIME_BYTES));
    }

    private static Optional<BigInteger> number(ListExtensions extensions, String oid) throws IOException {
        Optional<BigInteger> number = extensions
                .value(oid)
                .map(value -> ASN1Integer.getInstance(value).getValue());
        if (number.isPresent() && number.get().signum() < 0) {
            throw new StreamCorruptedException("its number is negative");
        }
        return number;
    }

    private static String key(byte[] extension) {
        byte[] identifier = AuthorityKeyIdentifier.getInstance(extension).getKeyIdentifierOctets();
        return identifier == null ? "" : Hex.toHexString(identifier);
    }

    private static X500Principal directoryName(byte[] extension) throws IOException {
        for (GeneralName name : GeneralNames.getInstance(extension).getNames()) {
            if (name.getTagNo() == GeneralName.directoryName) {
                return principal(X500Name.getInstance(name.getName()));
            }
        }
        throw new StreamCorruptedException("an entry's authority has no distinguished name");
    }

    private static X500Principal principal(X500Name name) {
        return PointNames.principal(name);
    }
}

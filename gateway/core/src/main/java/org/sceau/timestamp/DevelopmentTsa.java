package org.sceau.timestamp;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.sceau.keys.Credential;
import org.sceau.suites.KeySuite;
import org.sceau.trust.TrustUnusable;

/**
 * A time-stamp authority for {@code demo}, {@code init} and tests. Its time is the machine's own: it proves nothing that
 * the operator could not have written, and MUST NOT be relied on.
 */
public final class DevelopmentTsa {
    /** Under ITU-T's arc for examples: nobody's policy. */
    static final String POLICY = "2.999.3161";
    /** Largest request in bytes that it reads. */
    public static final int MAX_QUERY = 1 << 12;

    private static final int SERIAL_BITS = 64;

    private final Credential credential;
    private final InstantSource clock;
    private final SecureRandom random;

    /** Signs with {@code credential}, whose certificate must be critically for timeStamping alone. */
    public DevelopmentTsa(Credential credential, InstantSource clock, SecureRandom random) {
        this.credential = credential;
        this.clock = clock;
        this.random = random;
    }

    /** Answers a request; throws IOException when it is none. */
    public byte[] answer(byte[] query) throws IOException {
        try {
            TimeStampResponseGenerator responses = new TimeStampResponseGenerator(
                    tokens(),
                    Set.of(TSPAlgorithms.SHA256, TSPAlgorithms.SHA384, TSPAlgorithms.SHA512),
                    Set.of(new ASN1ObjectIdentifier(POLICY)));
            BigInteger serial = new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS);
            return responses
                    .generate(new TimeStampRequest(query), serial, Date.from(clock.instant()))
                    .getEncoded();
        } catch (TSPException e) {
            throw new IOException("no time-stamp request", e);
        }
    }

    private TimeStampTokenGenerator tokens() throws IOException {
        try {
            TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                    new JcaSimpleSignerInfoGeneratorBuilder()
                            .build(
                                    KeySuite.CERTIFICATE_SIGNATURE,
                                    credential.key().reveal(),
                                    credential.certificate()),
                    new JcaDigestCalculatorProviderBuilder().build().get(new AlgorithmIdentifier(TSPAlgorithms.SHA256)),
                    new ASN1ObjectIdentifier(POLICY));
            tokens.addCertificates(new JcaCertStore(credential.chain()));
            tokens.setResolution(TimeStampTokenGenerator.R_MILLISECONDS);
            tokens.setAccuracySeconds(1);
            return tokens;
        } catch (OperatorCreationException | CertificateException | TSPException e) {
            throw new TrustUnusable("the development key makes no time-stamps");
        }
    }
}

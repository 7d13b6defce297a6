package org.sceau.signature.author;

import eu.europa.esig.dss.spi.DSSASN1Utils;
import eu.europa.esig.dss.spi.DSSSecurityProvider;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.analyzer.DefaultDocumentAnalyzer;
import eu.europa.esig.dss.xades.validation.XAdESSignature;
import java.lang.invoke.MethodHandles;
import java.security.Security;
import java.util.List;
import org.apache.xml.security.algorithms.JCEMapper;

/**
 * DSS registers Bouncy Castle with the platform when its classes are initialised. Then every certificate in the program
 * would be read by another parser's rules from the first signature document on: curves and encodings that the platform
 * refuses would be taken. It works as well without.
 */
final class PlatformProviders {
    private PlatformProviders() {}

    /** Initialises what registers, and leaves the platform's providers as they were. */
    static void keep() {
        String name = DSSSecurityProvider.getSecurityProviderName();
        boolean there = Security.getProvider(name) != null;
        try {
            for (Class<?> registering :
                    List.of(DSSUtils.class, DSSASN1Utils.class, DefaultDocumentAnalyzer.class, XAdESSignature.class)) {
                MethodHandles.publicLookup().ensureInitialized(registering);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the library's classes are public", e);
        }
        JCEMapper.setProviderId(null);
        if (!there) {
            Security.removeProvider(name);
        }
    }
}

package org.sceau.app.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.ETagSupportEnum;
import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.List;
import org.sceau.app.http.OutcomeWriter;

/**
 * HAPI's server for what carries no document: metadata and the searches ITI-66 and ITI-67, in JSON and XML. It keeps
 * nothing between requests, and its exceptions never reach a client or a log.
 */
public final class FhirFace extends RestfulServer {
    private static final long serialVersionUID = 1L;

    /**
     * A server over {@code providers}.
     *
     * @param base the public address of {@code /fhir}, without a slash at its end
     */
    public FhirFace(FhirContext fhir, String base, Conformance conformance, List<?> providers, OutcomeWriter outcomes) {
        super(fhir);
        setServerAddressStrategy(new HardcodedServerAddressStrategy(base));
        setServerName("Sceau");
        setDefaultResponseEncoding(EncodingEnum.JSON);
        setETagSupport(ETagSupportEnum.DISABLED);
        setServerConformanceProvider(conformance);
        registerProviders(providers);
        registerInterceptor(new HapiFailures(outcomes));
    }
}

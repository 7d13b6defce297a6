package org.sceau.app.fhir;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.sceau.app.http.Endpoint;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;

/**
 * What nobody answers. HAPI sees the CapabilityStatement's request only: what it says of others, in answers and in its log,
 * would quote them.
 */
public final class NowhereEndpoint implements Endpoint {
    private static final Set<String> FOR_HAPI = Set.of("GET /fhir/metadata", "OPTIONS /fhir", "OPTIONS /fhir/");
    private static final Set<String> METHODS = Set.of("GET", "POST");

    @Override
    public boolean takes(HttpServletRequest request) {
        return !FOR_HAPI.contains(request.getMethod() + " " + request.getRequestURI());
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) {
        boolean usual = METHODS.contains(request.getMethod());
        throw new Refused(usual ? FailureCode.NOT_FOUND : FailureCode.METHOD_NOT_ALLOWED);
    }
}

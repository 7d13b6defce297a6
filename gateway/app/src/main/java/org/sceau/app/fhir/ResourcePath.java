package org.sceau.app.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code GET [base]/Type/{id}}.
 *
 * @param prefix what stands before the id
 */
record ResourcePath(String prefix) {
    static ResourcePath of(String type) {
        return new ResourcePath("/fhir/" + type + "/");
    }

    boolean takes(HttpServletRequest request) {
        return request.getMethod().equals("GET") && request.getRequestURI().startsWith(prefix);
    }

    /** The id; empty when it has not the form of ours, which are the only ones that are there. */
    <T> Optional<T> id(HttpServletRequest request, Function<String, T> form) {
        try {
            return Optional.of(form.apply(request.getRequestURI().substring(prefix.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

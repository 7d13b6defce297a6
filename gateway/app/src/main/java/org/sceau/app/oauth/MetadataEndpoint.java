package org.sceau.app.oauth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.sceau.app.http.Endpoint;
import org.sceau.oauth.OwnTokens;
import org.sceau.oauth.Scopes;
import org.sceau.suites.JoseSignatures;

/**
 * ITI-103 (RFC 8414), SMART's configuration, the metadata of this resource (RFC 9728), and the key that signs tokens. Made once;
 * says nothing that anybody may not know.
 */
public final class MetadataEndpoint implements Endpoint {
    private static final String RESOURCE = "/.well-known/oauth-protected-resource";
    private static final String KEYS = "/oauth/jwks";

    private final Map<String, byte[]> documents;

    /**
     * Describes the server that issues these.
     *
     * @param base address of the FHIR endpoint, without a slash at its end
     * @param grants ways to a token
     */
    MetadataEndpoint(OwnTokens tokens, String base, List<String> grants) {
        String issuer = tokens.issuer();
        this.documents = Map.of(
                "GET /.well-known/oauth-authorization-server",
                bytes(server(issuer, grants)),
                "GET /fhir/.well-known/smart-configuration",
                bytes(smart(issuer, grants)),
                "GET " + RESOURCE + URI.create(base).getPath(),
                bytes(resource(issuer, base)),
                "GET " + KEYS,
                tokens.jwks().getBytes(StandardCharsets.UTF_8));
    }

    /** Where the metadata of the resource at {@code base} are. */
    public static String ofResource(String issuer, String base) {
        return issuer + RESOURCE + URI.create(base).getPath();
    }

    private static ObjectNode server(String issuer, List<String> grants) {
        ObjectNode server = smart(issuer, grants);
        if (!server.has("response_types_supported")) {
            server.putArray("response_types_supported");
        }
        server.put("introspection_endpoint", issuer + IntrospectionEndpoint.PATH);
        methods(server, "introspection_endpoint_auth_methods_supported", List.of("tls_client_auth"));
        server.put("access_token_format", "ihe-jwt");
        server.put("tls_client_certificate_bound_access_tokens", true);
        server.remove("capabilities");
        return server;
    }

    private static ObjectNode smart(String issuer, List<String> grants) {
        ObjectNode smart = JsonNodeFactory.instance.objectNode();
        smart.put("issuer", issuer).put("jwks_uri", issuer + KEYS).put("token_endpoint", issuer + TokenEndpoint.PATH);
        methods(smart, "grant_types_supported", grants);
        if (grants.contains(TokenEndpoint.CODE)) {
            smart.put("authorization_endpoint", issuer + AuthorizationEndpoint.PATH);
            smart.put("authorization_response_iss_parameter_supported", true);
            methods(smart, "response_types_supported", List.of("code"));
            methods(smart, "response_modes_supported", List.of("query"));
            methods(smart, "code_challenge_methods_supported", List.of("S256"));
        }
        methods(smart, "token_endpoint_auth_methods_supported", List.of("tls_client_auth", "private_key_jwt"));
        methods(smart, "token_endpoint_auth_signing_alg_values_supported", algorithms());
        methods(smart, "scopes_supported", scopes());
        methods(smart, "capabilities", List.of("client-confidential-asymmetric", "permission-v2"));
        return smart;
    }

    private static ObjectNode resource(String issuer, String base) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.put("resource", base).put("tls_client_certificate_bound_access_tokens", true);
        methods(resource, "authorization_servers", List.of(issuer));
        methods(resource, "bearer_methods_supported", List.of("header"));
        methods(resource, "scopes_supported", scopes());
        return resource;
    }

    /** Of keys that can be registered: JWK Sets here hold EC and RSA. */
    private static List<String> algorithms() {
        return JoseSignatures.algorithms().stream()
                .filter(name -> !name.startsWith("Ed"))
                .toList();
    }

    private static List<String> scopes() {
        return Arrays.asList(Scopes.all().text().split(" ", -1));
    }

    private static void methods(ObjectNode into, String name, List<String> values) {
        ArrayNode array = into.putArray(name);
        values.forEach(array::add);
    }

    private static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean takes(HttpServletRequest request) {
        return documents.containsKey(key(request));
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = documents.getOrDefault(key(request), new byte[0]);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static String key(HttpServletRequest request) {
        return request.getMethod() + " " + request.getRequestURI();
    }
}

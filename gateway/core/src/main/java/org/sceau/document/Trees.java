package org.sceau.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;
import org.sceau.intake.Format;

/**
 * JSON trees of FHIR resources. Decimals keep their digits: 1.50 is not 1.5 in FHIR. What is given here was read by the
 * splitter's strict grammar before, whose limits are the ones that count.
 */
final class Trees {
    /** Buffers are shared: each request has a virtual thread of its own, and what is kept by thread is made anew each time. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.sharedBoundedPool())
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Trees() {}

    /** The tree, or nothing where it is no JSON. The parser's message may quote the document and goes nowhere. */
    static Optional<JsonNode> read(byte[] content) {
        try {
            return Optional.ofNullable(MAPPER.readTree(content));
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    /** A parser that knows the byte offset of each token. */
    static JsonParser parser(byte[] content) throws IOException {
        return MAPPER.createParser(content);
    }

    /** The tree of FHIR in one of its two forms. */
    static Optional<JsonNode> read(byte[] content, Format format, FhirModel model) {
        return switch (format) {
            case JSON -> read(content);
            case XML -> XmlTree.read(content, model);
        };
    }

    /** The text of a tree. */
    static String text(JsonNode tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree that cannot be written");
        }
    }

    /** The tree of a text that the gateway itself wrote. */
    static JsonNode own(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the gateway wrote JSON that it cannot read");
        }
    }
}

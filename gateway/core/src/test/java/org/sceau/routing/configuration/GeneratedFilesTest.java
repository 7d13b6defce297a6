package org.sceau.routing.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratedFilesTest {
    private static final String REMEDY =
            "%s is not current; run org.sceau.routing.configuration.GeneratedFiles with the"
                    + " folder conf/ as argument: mvn -q -pl gateway/core -am test -Dtest=GeneratedFilesTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dconf.write=true does it";

    @TempDir
    private Path root;

    @Test
    void schemasAndReadmeAreCurrent() throws IOException {
        if (Boolean.getBoolean("conf.write")) {
            GeneratedFiles.main(new String[] {SampleConf.original().toString()});
        }
        for (var file : GeneratedFiles.files().entrySet()) {
            Path path = SampleConf.original().resolve(file.getKey());

            assertThat(path).as(REMEDY, file.getKey()).content().isEqualTo(file.getValue());
        }
    }

    @Test
    void everySettingSaysWhatItIsForAndGivesAnExample() {
        for (GeneratedFiles.Kind kind : GeneratedFiles.Kind.values()) {
            assertDocumented(Shape.of(kind.type()));
        }
    }

    /** Examples are what an operator copies: each is read as the setting it stands for. */
    private static void assertDocumented(Shape.Keys keys) {
        for (Shape.Field field : keys.fields()) {
            assertThat(field.documented().what()).isNotBlank().doesNotEndWith(".");
            assertThat(example(field)).as("example of %s", field.key()).isEmpty();
            Shape shape = field.shape() instanceof Shape.Perhaps perhaps ? perhaps.item() : field.shape();
            if (shape instanceof Shape.Keys inner) {
                assertDocumented(inner);
            } else if (shape instanceof Shape.Several(Shape.Keys inner, boolean _)) {
                assertDocumented(inner);
            } else if (shape instanceof Shape.OneOf oneOf) {
                oneOf.cases().values().forEach(GeneratedFilesTest::assertDocumented);
            }
        }
    }

    private static List<ConfigurationError> example(Shape.Field field) {
        Problems problems = new Problems();
        var binder = new Binder(new AnyFiles(), problems);
        String yaml = "v: " + field.documented().example();
        YamlFile.read("example", yaml, problems)
                .ifPresent(root -> binder.any(
                        field.shape(),
                        field.documented(),
                        root.entries().getFirst().value(),
                        "v"));
        return problems.sorted();
    }

    /** Every file is there. */
    private static final class AnyFiles implements ScalarType.Files {
        @Override
        public Path resolve(String text) {
            return Path.of(text);
        }

        @Override
        public FileReference existing(String text) {
            return new FileReference(Path.of(text));
        }

        @Override
        public X509Certificate certificate(String text) {
            return SampleConf.anyCertificate();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gateway, gateway.yaml",
        "partner, partners/labo.yaml",
        "partner, partners/hopital.yaml",
        "partner, partners/hebergeur.yaml",
        "route,   routes/lab-results.yaml",
        "access,  access.yaml",
        "crypto,  crypto.yaml",
        "qualities, qualities.yaml",
    })
    void aSchemaAcceptsTheSamples(String schema, String sample) {
        assertThat(violations(schema, SampleConf.in(root).read(sample))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "gateway, gateway.yaml,            port: 8443,               port: 65536",
        "gateway, gateway.yaml,            data: ../data,            date: ../data",
        "partner, partners/hopital.yaml,   initial: 5s,              initial: soon",
        "partner, partners/hopital.yaml,   fhir-push:,               fhirpush:",
        "partner, partners/hopital.yaml,   carries: cms,             carries: pdf",
        "partner, partners/hebergeur.yaml, valid-until: 2035-05-15,  valid-until: 15/05/2035",
        "partner, partners/labo.yaml,      id: labo,                 id: LABO",
        "route,   routes/lab-results.yaml, mode: custody,            mode: custodian",
        "route,   routes/lab-results.yaml, without-consent:,         with-consent:",
        "route,   routes/lab-results.yaml, legal-basis:,             basis:",
        "route,   routes/lab-results.yaml, limit: 24h,               limit: 24",
        "route,   routes/lab-results.yaml, priority: 100,            priority: high",
        "access,  access.yaml,             grant: [submit],          grant: [sumbit]",
        "access,  access.yaml,             why: Partners,            way: Partners",
        "access,  access.yaml,             id: operators,            id: 12",
        "crypto,  crypto.yaml,             verifying: [],            'verifying: [{algorithm: sha-1, allowed-until: 2034-12-31}]'",
        "crypto,  crypto.yaml,             verifying: [],            'verifying: [{algorithm: p-256, allowed-until: 2034}]'",
        "qualities, qualities.yaml,        gives: organisation,      gives: structure",
        "qualities, qualities.yaml,        type: string,             type: text",
    })
    void aSchemaRefusesWhatReadingRefuses(String schema, String file, String text, String by) {
        SampleConf sample = SampleConf.in(root).replace(file, text, by);

        assertThat(violations(schema, sample.read(file))).isNotEmpty();
        assertThat(sample.errors()).isNotEmpty();
    }

    private static Set<ValidationMessage> violations(String name, String yaml) {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(GeneratedFiles.files().get("schema/" + name + ".json"));
        return schema.validate(json(YamlFile.read(name, yaml, new Problems()).orElseThrow()));
    }

    private static JsonNode json(Value value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (value) {
            case Value.Scalar scalar ->
                switch (scalar.kind()) {
                    case STRING -> nodes.textNode(scalar.text());
                    case INTEGER -> nodes.numberNode(Long.parseLong(scalar.text()));
                    case DECIMAL -> nodes.numberNode(new BigDecimal(scalar.text()));
                    case BOOLEAN -> nodes.booleanNode(Boolean.parseBoolean(scalar.text()));
                    case NOTHING -> nodes.nullNode();
                };
            case Value.Sequence sequence -> {
                ArrayNode list = nodes.arrayNode();
                sequence.items().forEach(item -> list.add(json(item)));
                yield list;
            }
            case Value.Mapping mapping -> {
                var object = nodes.objectNode();
                mapping.entries().forEach(entry -> object.set(entry.key(), json(entry.value())));
                yield object;
            }
        };
    }
}

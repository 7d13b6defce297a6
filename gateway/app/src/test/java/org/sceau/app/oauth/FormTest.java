package org.sceau.app.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FormTest {
    @Example
    void valuesAreDecoded() {
        Form form = read("a=x+y&b=%C3%A9%26%3D&c=&d&e=1=2").orElseThrow();

        assertThat(form.value("a")).contains("x y");
        assertThat(form.value("b")).contains("é&=");
        assertThat(form.value("c"))
                .as("RFC 6749 section 3.2: as if it were left out")
                .isEmpty();
        assertThat(form.value("d")).isEmpty();
        assertThat(form.value("e")).contains("1=2");
        assertThat(form.value("f")).isEmpty();
        assertThat(form.toString()).doesNotContain("x");
    }

    @Example
    void whatIsNoFormIsRefused() {
        for (String bad : List.of(
                "a=1&a=2",
                "a=1&%61=2",
                "a&a",
                "a=%",
                "a=%4",
                "a=%zz",
                "%=1",
                "a=%ff",
                "a=%C3",
                "a=é",
                "a=1&".repeat(33))) {
            assertThat(read(bad)).as(bad).isEmpty();
        }
    }

    @Property
    void anyBytesAreReadOrRefused(@ForAll byte[] body) {
        Form.read(body);
    }

    @Property
    void whatWasEncodedIsReadAgain(@ForAll String value) {
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        boolean text = StandardCharsets.UTF_8.newEncoder().canEncode(value);

        Optional<String> read = read("scope=" + encoded).flatMap(form -> form.value("scope"));

        assertThat(read).isEqualTo(Optional.of(text ? value : read.orElse("")).filter(found -> !found.isEmpty()));
    }

    private static Optional<Form> read(String text) {
        return Form.read(text.getBytes(StandardCharsets.UTF_8));
    }
}

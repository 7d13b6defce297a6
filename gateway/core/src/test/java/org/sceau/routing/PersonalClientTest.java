package org.sceau.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sceau.identity.Purpose;

class PersonalClientTest {
    @Test
    void codesGoToGuardedAddressesOnly() {
        for (String good : List.of(
                "https://portail.example/retour",
                "https://portail.example",
                "https://portail.example:8443/a/b",
                "http://127.0.0.1:8765/retour")) {
            assertThat(client(good).answersAt(good)).as(good).isTrue();
        }
        for (String bad : List.of(
                "http://portail.example/retour",
                "http://localhost:8765/retour", // a name, which somebody may answer for
                "http://127.0.0.2/retour",
                "http://[::1]:8765/retour", // no policy (CSP) can name it
                "https://[2001:db8::1]/retour",
                "https://portail.example/retour?x=1",
                "https://portail.example/retour?",
                "https://portail.example/retour#",
                "https://moi@portail.example/retour",
                "https:///retour",
                "https:portail.example",
                "https://portail.example/a;b", // would end a policy (CSP)
                "https://portail.example/a,b",
                "https://portail.example/" + "a".repeat(400),
                "portail://retour",
                "/retour")) {
            assertThatIllegalArgumentException().as(bad).isThrownBy(() -> client(bad));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new PersonalClient(List.of(), Purpose.TREAT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PersonalClient(
                        Collections.nCopies(9, URI.create("https://portail.example/retour")), Purpose.TREAT));
    }

    @Test
    void whatNeedsAReasonEachTimeIsNoPurposeOfAnApplication() {
        for (Purpose purpose : List.of(Purpose.BTG, Purpose.UNSTATED)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> new PersonalClient(List.of(URI.create("https://portail.example/retour")), purpose));
        }
    }

    private static PersonalClient client(String address) {
        return new PersonalClient(List.of(URI.create(address)), Purpose.TREAT);
    }
}

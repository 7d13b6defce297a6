package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sceau.failure.FailureCode;
import org.sceau.profiles.Profile;

/**
 * Which profile a transaction claims in {@code Bundle.meta.profile}. Of several the strictest counts, for each of MHD's
 * contains the weaker ones.
 */
final class ProfileClaim {
    private static final List<Profile> BY_STRICTNESS =
            List.of(Profile.MHD_MINIMAL, Profile.MHD_UNCONTAINED, Profile.MHD_COMPREHENSIVE);

    private ProfileClaim() {}

    static Optional<Profile> of(JsonNode bundle, AcceptancePolicy policy, Findings findings) {
        List<Profile> claimed = new ArrayList<>();
        for (JsonNode url : bundle.path("meta").path("profile")) {
            Profile.of(url.asText("")).filter(BY_STRICTNESS::contains).ifPresent(claimed::add);
        }
        Place place = Place.root("Bundle").child("meta").child("profile");
        if (claimed.isEmpty()) {
            findings.add(FailureCode.PROFILE_UNKNOWN, place, names(BY_STRICTNESS.stream()));
            return Optional.empty();
        }
        Profile strictest = claimed.stream()
                .max(Comparator.comparingInt(BY_STRICTNESS::indexOf))
                .orElseThrow();
        if (!policy.profiles().contains(strictest)) {
            findings.add(FailureCode.PROFILE_NOT_ALLOWED, place, names(policy.profiles().stream()));
        }
        return Optional.of(strictest);
    }

    private static String names(Stream<Profile> profiles) {
        return profiles.map(Profile::canonical).sorted().collect(Collectors.joining(", "));
    }
}

package org.sceau.profiles;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.utilities.npm.NpmPackage;

/**
 * HL7's instance validator with the profiles of FHIR packages given by path: complete and slow (13 to 19 ms for a small
 * transaction), therefore a route's option and the oracle of our compiled rules, never the ordinary way. Never fetches
 * anything: codes of systems it does not hold are not judged. Thread-safe.
 */
public final class ProfileValidator {
    private final FhirValidator validator;

    private ProfileValidator(FhirValidator validator) {
        this.validator = validator;
    }

    /** Loads packages ({@code .tgz}); takes seconds. */
    public static ProfileValidator ofPackages(List<Path> packages) throws IOException {
        FhirContext context = FhirContext.forR4Cached();
        PrePopulatedValidationSupport loaded = new PrePopulatedValidationSupport(context);
        for (Path path : packages) {
            load(context, path, loaded);
        }
        return over(context, loaded);
    }

    /** Takes StructureDefinitions in JSON, without snapshot; takes seconds. */
    public static ProfileValidator ofDefinitions(List<String> definitions) {
        FhirContext context = FhirContext.forR4Cached();
        PrePopulatedValidationSupport loaded = new PrePopulatedValidationSupport(context);
        definitions.forEach(json -> loaded.addResource(context.newJsonParser().parseResource(json)));
        return over(context, loaded);
    }

    private static ProfileValidator over(FhirContext context, PrePopulatedValidationSupport loaded) {
        ValidationSupportChain chain = new ValidationSupportChain(
                new DefaultProfileValidationSupport(context),
                loaded,
                new SnapshotGeneratingValidationSupport(context),
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context));
        return new ProfileValidator(context.newValidator().registerValidatorModule(new FhirInstanceValidator(chain)));
    }

    /** Validates a resource against R4 and the profiles it claims. */
    public ProfileReport validate(String resource) {
        try {
            return report(validator.validateWithResult(resource));
        } catch (ClassCastException | DataFormatException notEvenReadable) {
            // the validator's own parser stumbles over JSON of the wrong kind
            return new ProfileReport.Violates(List.of(new ProfileReport.Violation("", "unreadable")));
        }
    }

    private static ProfileReport report(ValidationResult result) {
        List<ProfileReport.Violation> violations = new ArrayList<>();
        for (SingleValidationMessage message : result.getMessages()) {
            ResultSeverityEnum severity = message.getSeverity();
            if (severity == ResultSeverityEnum.ERROR || severity == ResultSeverityEnum.FATAL) {
                violations.add(new ProfileReport.Violation(
                        Optional.ofNullable(message.getLocationString()).orElse(""),
                        Optional.ofNullable(message.getMessageId()).orElse("")));
            }
        }
        return violations.isEmpty() ? new ProfileReport.Conforms() : new ProfileReport.Violates(violations);
    }

    private static void load(FhirContext context, Path path, PrePopulatedValidationSupport into) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            NpmPackage contents = NpmPackage.fromPackage(in);
            for (String name : contents.listResources("StructureDefinition", "ValueSet", "CodeSystem")) {
                try (InputStream resource = contents.loadResource(name)) {
                    String json = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
                    IBaseResource parsed = context.newJsonParser().parseResource(json);
                    into.addResource(parsed);
                }
            }
        }
    }
}

package org.sceau.failure;

import java.util.Optional;

/**
 * The one catalogue of failures. A code is stable for ever: it stands in answers, logs, entries of the journal and in the
 * operator's documentation. Texts are in {@code failure_fr.properties} and {@code failure_en.properties}: what happened
 * and what to do, never a value from a document.
 *
 * <p>{@code issueType} is the FHIR issue type, {@code xdsCode} the IHE ITI TF-3 table 4.2.4.1-2 error, where one fits.
 */
public enum FailureCode {
    // 10xx: bytes and syntax
    SYNTAX_INVALID("SC-1001", 400, "structure", ""),
    DUPLICATE_KEY("SC-1002", 400, "structure", ""),
    ENCODING_INVALID("SC-1003", 400, "structure", ""),
    DOCTYPE_FORBIDDEN("SC-1004", 400, "structure", ""),
    BASE64_INVALID("SC-1005", 400, "value", "XDSRepositoryMetadataError"),
    MEDIA_TYPE_UNSUPPORTED("SC-1006", 415, "not-supported", ""),
    RESOURCE_UNEXPECTED("SC-1007", 400, "structure", ""),
    NOT_ACCEPTABLE("SC-1008", 406, "not-supported", ""),
    // 11xx: limits
    TOO_LARGE("SC-1101", 413, "too-long", "XDSRepositoryOutOfResources"),
    TOO_MANY_ENTRIES("SC-1102", 422, "too-costly", ""),
    TOO_DEEP("SC-1103", 422, "too-costly", ""),
    TOO_SLOW("SC-1104", 408, "timeout", ""),
    METADATA_TOO_LARGE("SC-1105", 413, "too-long", ""),
    STRING_TOO_LONG("SC-1106", 422, "too-long", ""),
    TOO_MANY_HITS("SC-1107", 422, "too-costly", ""),
    // 20xx: structure and profile
    ELEMENT_UNKNOWN("SC-2001", 422, "structure", "XDSRegistryMetadataError"),
    ELEMENT_REQUIRED("SC-2002", 422, "required", "XDSMissingDocumentMetadata"),
    ELEMENT_FORBIDDEN("SC-2003", 422, "structure", "XDSRegistryMetadataError"),
    ELEMENT_REPEATED("SC-2004", 422, "structure", "XDSRegistryMetadataError"),
    VALUE_INVALID("SC-2005", 422, "value", "XDSRegistryMetadataError"),
    CODE_INVALID("SC-2006", 422, "code-invalid", "XDSRegistryMetadataError"),
    PROFILE_UNKNOWN("SC-2007", 422, "not-supported", ""),
    PROFILE_NOT_ALLOWED("SC-2008", 422, "business-rule", ""),
    PROFILE_VIOLATED("SC-2009", 422, "invariant", "XDSRegistryMetadataError"),
    // 21xx: MHD rules
    ENTRY_NOT_ALLOWED("SC-2101", 422, "business-rule", "XDSRegistryMetadataError"),
    SUBMISSION_SET_MISSING("SC-2102", 422, "required", "XDSRegistryMetadataError"),
    SUBMISSION_SET_REPEATED("SC-2103", 422, "business-rule", "XDSRegistryMetadataError"),
    PATIENT_MISMATCH("SC-2104", 422, "business-rule", "XDSPatientIdDoesNotMatch"),
    PATIENT_MISSING("SC-2105", 422, "required", "XDSUnknownPatientId"),
    HASH_MISMATCH("SC-2106", 422, "business-rule", "XDSRepositoryMetadataError"),
    SIZE_MISMATCH("SC-2107", 422, "business-rule", "XDSRepositoryMetadataError"),
    HASH_FORBIDDEN("SC-2108", 422, "business-rule", "XDSRepositoryMetadataError"),
    DOCUMENT_MISSING("SC-2109", 422, "required", "XDSMissingDocument"),
    DOCUMENT_UNREFERENCED("SC-2110", 422, "business-rule", "XDSMissingDocumentMetadata"),
    UNIQUE_ID_INVALID("SC-2111", 422, "value", "XDSRegistryMetadataError"),
    UNIQUE_ID_REPEATED("SC-2112", 422, "business-rule", "XDSRegistryDuplicateUniqueIdInMessage"),
    REPLACED_UNKNOWN("SC-2113", 422, "not-found", "XDSRegistryMetadataError"),
    REPLACED_DEPRECATED("SC-2114", 422, "business-rule", "XDSRegistryDeprecatedDocumentError"),
    PATCH_INVALID("SC-2115", 422, "business-rule", "XDSMetadataUpdateError"),
    FOLDER_INVALID("SC-2116", 422, "business-rule", "XDSRegistryMetadataError"),
    FHIR_DOCUMENT_NOT_SUPPORTED("SC-2117", 422, "not-supported", "FHIRDocumentNotSupported"),
    REFERENCE_UNRESOLVED("SC-2118", 422, "not-found", "XDSRegistryMetadataError"),
    REFERENCE_FOREIGN("SC-2119", 422, "not-supported", "XDSRegistryMetadataError"),
    CONTENT_TYPE_MISMATCH("SC-2120", 422, "business-rule", "XDSRepositoryMetadataError"),
    // 22xx: FHIR documents
    DOCUMENT_BUNDLE_INVALID("SC-2201", 422, "invariant", "InvalidDocumentContent"),
    DOCUMENT_SUBJECT_MISMATCH("SC-2202", 422, "business-rule", "XDSPatientIdDoesNotMatch"),
    SIGNATURE_ALTERED("SC-2203", 422, "security", "InvalidDocumentContent"),
    SIGNATURE_UNSUPPORTED("SC-2204", 422, "not-supported", "InvalidDocumentContent"),
    AUTHOR_SIGNATURE_REFUSED("SC-2205", 422, "security", "InvalidDocumentContent"),
    AUTHOR_SIGNATURE_MISSING("SC-2206", 422, "required", "InvalidDocumentContent"),
    // 23xx: sealed by sender
    ENVELOPE_INVALID("SC-2301", 422, "value", "InvalidDocumentContent"),
    ENVELOPE_READERS_MISMATCH("SC-2302", 422, "business-rule", ""),
    // 30xx: who and whether
    CERTIFICATE_REQUIRED("SC-3001", 401, "login", ""),
    CERTIFICATE_UNKNOWN("SC-3002", 401, "unknown", ""),
    CERTIFICATE_REVOKED("SC-3003", 401, "security", ""),
    CERTIFICATE_EXPIRED("SC-3004", 401, "expired", ""),
    CERTIFICATE_WRONG_USE("SC-3005", 401, "security", ""),
    NOT_PERMITTED("SC-3006", 403, "forbidden", ""),
    CONSENT_REQUIRED("SC-3007", 403, "forbidden", ""),
    NOT_FOUND("SC-3008", 404, "not-found", ""),
    RATE_LIMITED("SC-3009", 429, "throttled", ""),
    PATIENT_REQUIRED("SC-3010", 400, "required", ""),
    PARAMETER_UNKNOWN("SC-3011", 400, "not-supported", ""),
    PARAMETER_INVALID("SC-3012", 400, "value", ""),
    METHOD_NOT_ALLOWED("SC-3013", 405, "not-supported", ""),
    GONE("SC-3014", 410, "deleted", ""),
    CERTIFICATE_UNCHECKED("SC-3015", 503, "transient", ""),
    CERTIFICATE_ALGORITHM("SC-3016", 401, "security", ""),
    REVOCATION_LATE("SC-3017", 503, "transient", ""),
    STATEMENT_INVALID("SC-3018", 401, "login", ""),
    ACCESS_TOKEN_REQUIRED("SC-3019", 401, "login", ""),
    ACCESS_TOKEN_INVALID("SC-3020", 401, "login", ""),
    SCOPE_INSUFFICIENT("SC-3021", 403, "forbidden", ""),
    SCOPE_NOT_AUTHORIZED("SC-3022", 401, "forbidden", ""),
    PERSON_REQUIRED("SC-3023", 403, "forbidden", ""),
    AUTHORIZATION_INVALID("SC-3024", 400, "invalid", ""),
    OPERATOR_TOKEN_REQUIRED("SC-3025", 401, "login", ""),
    // 40xx: routing and delivery
    NO_ROUTE("SC-4001", 422, "business-rule", "UnknownRecipient"),
    RECIPIENT_UNKNOWN("SC-4002", 422, "not-found", "UnknownRecipient"),
    RECIPIENT_UNAVAILABLE("SC-4003", 422, "transient", "UnavailableRecipient"),
    RECIPIENT_KEY_UNUSABLE("SC-4004", 422, "security", "UnavailableRecipient"),
    HOST_NOT_ACCREDITED("SC-4005", 422, "business-rule", "UnavailableRecipient"),
    PEER_REFUSED("SC-4006", 502, "processing", ""),
    PEER_UNREACHABLE("SC-4007", 504, "transient", ""),
    PEER_ANSWER_INVALID("SC-4008", 502, "processing", ""),
    DELIVERY_EXPIRED("SC-4009", 504, "timeout", ""),
    OUTCOME_UNKNOWN("SC-4010", 504, "incomplete", ""),
    ROUTE_STOPPED("SC-4011", 503, "transient", "XDSRegistryNotAvailable"),
    DIRECTORY_LATE("SC-4012", 503, "transient", "UnavailableRecipient"),
    SUITE_NOT_ALLOWED("SC-4013", 422, "security", "UnavailableRecipient"),
    // 50xx: repeats
    DUPLICATE_DIFFERENT("SC-5001", 409, "duplicate", "XDSDuplicateUniqueIdInRegistry"),
    NON_IDENTICAL_HASH("SC-5002", 409, "duplicate", "XDSNonIdenticalHash"),
    // 60xx: proofs
    PROOF_INVALID("SC-6001", 422, "invalid", ""),
    TIME_STAMP_UNREACHABLE("SC-6002", 503, "transient", ""),
    TIME_STAMP_REFUSED("SC-6003", 503, "transient", ""),
    TIME_STAMP_INVALID("SC-6004", 503, "transient", ""),
    TIME_STAMP_LATE("SC-6005", 503, "transient", ""),
    TIME_STAMPS_MISSING("SC-6006", 503, "transient", "XDSRegistryNotAvailable"),
    // 70xx: configuration
    CONFIGURATION_INVALID("SC-7001", 500, "exception", ""),
    LEDGER_BEHIND_SEAL("SC-7002", 500, "exception", ""),
    KEY_UNUSABLE("SC-7003", 500, "exception", ""),
    TOKEN_UNUSABLE("SC-7004", 503, "transient", "XDSRegistryNotAvailable"),
    DIRECTORY_SOURCE("SC-7005", 503, "transient", ""),
    SIGNING_ENDED("SC-7006", 503, "transient", "XDSRegistryNotAvailable"),
    // 90xx: us
    OVERLOADED("SC-9001", 503, "throttled", "XDSRegistryBusy"),
    STORE_FULL("SC-9002", 507, "no-store", "XDSRegistryOutOfResources"),
    STORE_UNAVAILABLE("SC-9003", 503, "transient", "XDSRegistryNotAvailable"),
    STORE_DAMAGED("SC-9004", 500, "exception", "XDSRegistryError"),
    INTERNAL("SC-9999", 500, "exception", "XDSRegistryError");

    private final String code;
    private final int httpStatus;
    private final String issueType;
    private final String xdsCode;

    FailureCode(String code, int httpStatus, String issueType, String xdsCode) {
        this.code = code;
        this.httpStatus = httpStatus;
        this.issueType = issueType;
        this.xdsCode = xdsCode;
    }

    /** The stable code, {@code SC-} and four digits. */
    public String code() {
        return code;
    }

    /** The status of an HTTP answer whose gravest issue this is. */
    public int httpStatus() {
        return httpStatus;
    }

    /** Code of {@code http://hl7.org/fhir/issue-type}. */
    public String issueType() {
        return issueType;
    }

    /** The XDS error code, where one fits. */
    public Optional<String> xdsCode() {
        return xdsCode.isEmpty() ? Optional.empty() : Optional.of(xdsCode);
    }
}

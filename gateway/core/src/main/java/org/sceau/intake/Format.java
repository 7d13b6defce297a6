package org.sceau.intake;

/** The two serialisations of FHIR that the gateway reads. */
public enum Format {
    JSON("application/fhir+json"),
    XML("application/fhir+xml");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The FHIR media type. */
    public String mediaType() {
        return mediaType;
    }
}

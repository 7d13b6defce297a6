package org.sceau.proof;

/**
 * Who acted, without a name: anybody who holds the certificate can tell.
 *
 * @param thumbprint SHA-256 of the DER certificate
 * @param quality the professional quality proved, or {@code -}
 * @param method how the actor was authenticated, for example {@code tls-client-certificate}
 */
public record Actor(Digest thumbprint, String quality, String method) {
    /** Checks the form. */
    public Actor {
        Tokens.require(quality, "actor.quality");
        Tokens.require(method, "actor.method");
    }

    JsonValue toJson() {
        return new ObjectDraft()
                .put("thumbprint", thumbprint.base64Url())
                .put("quality", quality)
                .put("method", method)
                .done();
    }

    static Actor fromJson(Members members) {
        Actor actor = new Actor(members.digest("thumbprint"), members.text("quality"), members.text("method"));
        members.end();
        return actor;
    }
}

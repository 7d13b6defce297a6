package org.sceau.encryption;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.sceau.suites.Suites;

/** Walks once through an AuthEnvelopedData (RFC 5083): {@link #head}, {@link #content}, {@link #tail}, in that order. */
final class CmsWalk {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final byte[] TYPE = Der.oid(Suites.OID_AUTH_ENVELOPED_DATA);
    private static final byte[] DATA = Der.oid(Suites.OID_DATA);
    private static final int VERSION = 0;

    private final BerInput in;
    private final CmsLimits limits;

    CmsWalk(InputStream in, CmsLimits limits) {
        this.in = new BerInput(in, limits);
        this.limits = limits;
    }

    /** What stands before the content. */
    record Head(List<BerNode> recipientInfos, BerNode algorithm) {}

    Head head() throws IOException {
        in.enter(Der.SEQUENCE);
        MalformedCms.requireSupported(in.node(in.next(Der.OID)).isOid(TYPE));
        in.enter(Der.CONSTRUCTED_CONTEXT);
        in.enter(Der.SEQUENCE);
        byte[] version = in.node(in.next(Der.INTEGER)).content(Der.INTEGER);
        MalformedCms.require(version.length == 1 && version[0] == VERSION);
        BerInput.Element element = in.next();
        if (element.tag() == Der.CONSTRUCTED_CONTEXT) {
            in.node(element);
            element = in.next();
        }
        List<BerNode> recipientInfos = recipientInfos(element);
        in.enter(Der.SEQUENCE);
        MalformedCms.requireSupported(in.node(in.next(Der.OID)).isOid(DATA));
        return new Head(recipientInfos, in.node(in.next(Der.SEQUENCE)));
    }

    private List<BerNode> recipientInfos(BerInput.Element set) throws IOException {
        MalformedCms.require(set.tag() == Der.SET);
        List<BerNode> recipientInfos = new ArrayList<>();
        in.enter(set);
        while (in.more()) {
            if (recipientInfos.size() == limits.recipients()) {
                throw new MalformedCms(CmsFault.TOO_LARGE);
            }
            recipientInfos.add(in.node(in.next()));
        }
        in.leave();
        MalformedCms.require(!recipientInfos.isEmpty());
        return recipientInfos;
    }

    /** The ciphertext, in one piece or in many. */
    void content(BerInput.Pieces pieces) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        BerInput.Element element = in.next();
        if (element.tag() == Der.PRIMITIVE_CONTEXT) {
            in.stream(element, buffer, pieces);
        } else {
            MalformedCms.require(element.tag() == Der.CONSTRUCTED_CONTEXT);
            in.enter(element);
            while (in.more()) {
                in.stream(in.next(Der.OCTET_STRING), buffer, pieces);
            }
            in.leave();
        }
        in.leave();
    }

    /** The tag. Attributes are refused: unauthenticated ones prove nothing, authenticated ones few can read. */
    byte[] tail() throws IOException {
        BerInput.Element element = in.next();
        MalformedCms.requireSupported(element.tag() != Der.CONSTRUCTED_CONTEXT + 1);
        byte[] tag = in.node(element).content(Der.OCTET_STRING);
        MalformedCms.requireSupported(!in.more());
        in.leave();
        in.leave();
        in.leave();
        in.requireEnd();
        return tag;
    }
}

package io.gyre.ctf.compile;

import static java.lang.constant.ConstantDescs.CD_long;

import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.read.ClockScale;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;

/** What the {@code read} methods of all bodies have in common. */
final class BodyWriter {
    /** Parameters of {@link EventBody#read} after cursor and buffer. */
    static final int START = 3;
    static final int POSITION = 5;
    static final int CLOCK = 7;

    private static final int NAME_LIMIT = 100;

    private BodyWriter() {}

    /** {@return a track that begins where the event's header ends} */
    static Track track(CodeBuilder code) {
        int end = code.allocateLocal(TypeKind.LONG);
        code.aload(Track.CURSOR).invokevirtual(Descriptors.CD_CURSOR, "end", MethodTypeDesc.of(CD_long)).lstore(end);
        return new Track(code, POSITION, end);
    }

    /** Pushes the event's time. */
    static void pushNanos(CodeBuilder code, GeneratedClass owner, StreamLayout layout) {
        ClockScale scale = layout.clockScale();
        if (scale.isTimeless()) {
            code.lconst_0();
        } else if (scale.isNanoseconds()) {
            code.lload(CLOCK).loadConstant(scale.zeroNs()).ladd();
        } else {
            owner.constant(code, scale, Descriptors.CD_CLOCK_SCALE);
            code.lload(CLOCK).invokevirtual(Descriptors.CD_CLOCK_SCALE, "toNanos",
                    MethodTypeDesc.of(CD_long, CD_long));
        }
    }

    /** {@return a class name that tells people the event's} */
    static String className(String prefix, String eventName) {
        var name = new StringBuilder(prefix).append('$');
        eventName.codePoints().limit(NAME_LIMIT)
                .forEach(c -> name.appendCodePoint(Character.isJavaIdentifierPart(c) ? c : '_'));
        return name.toString();
    }

    /** Ends a {@code read} method. */
    static void returnPosition(CodeBuilder code, Track track) {
        track.pushPosition();
        code.lreturn();
    }
}

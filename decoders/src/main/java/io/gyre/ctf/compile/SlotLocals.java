package io.gyre.ctf.compile;

import static java.lang.constant.ConstantDescs.CD_int;

import io.gyre.ctf.layout.Instruction;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;

/** Keeps lengths and selectors in locals of the method that reads them, and in the cursor where other methods need them. */
final class SlotLocals {
    private static final MethodTypeDesc MTD_SLOTS = MethodTypeDesc.of(Descriptors.CD_LONGS, CD_int);

    private final Map<Integer, Integer> locals = new HashMap<>();
    private final IntPredicate isNeededElsewhere;

    SlotLocals(IntPredicate isNeededElsewhere) {
        this.isNeededElsewhere = isNeededElsewhere;
    }

    /** Gives each slot that some instructions save a local, so that it has a value wherever they lead. */
    void declare(CodeBuilder code, List<Instruction> instructions) {
        for (Instruction instruction : instructions) {
            if (instruction instanceof Instruction.Save save && !locals.containsKey(save.slot())) {
                int local = code.allocateLocal(TypeKind.LONG);
                locals.put(save.slot(), local);
                code.lconst_0().lstore(local);
                if (isNeededElsewhere.test(save.slot())) {
                    pushArray(code, save.slot());
                    code.loadConstant(save.slot()).lconst_0().lastore();
                }
            }
        }
    }

    void store(CodeBuilder code, int slot, int value) {
        code.lload(value).lstore(Objects.requireNonNull(locals.get(slot)));
        if (isNeededElsewhere.test(slot)) {
            pushArray(code, slot);
            code.loadConstant(slot).lload(value).lastore();
        }
    }

    /** Pushes a long. */
    void load(CodeBuilder code, int slot) {
        Integer local = locals.get(slot);
        if (local != null) {
            code.lload(local);
        } else {
            pushArray(code, slot);
            code.loadConstant(slot).laload();
        }
    }

    private static void pushArray(CodeBuilder code, int slot) {
        code.aload(Track.CURSOR).loadConstant(slot + 1).invokevirtual(Descriptors.CD_CURSOR, "slots", MTD_SLOTS);
    }
}

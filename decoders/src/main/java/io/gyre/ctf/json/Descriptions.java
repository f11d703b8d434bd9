package io.gyre.ctf.json;

import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Signedness;

/** How error messages call field classes. */
final class Descriptions {
    private Descriptions() {}

    static String of(FieldClass field) {
        return switch (field) {
            case FieldClass.IntegerLike integer ->
                integer.signedness() == Signedness.SIGNED ? "a signed integer" : "an unsigned integer";
            case FieldClass.FixedLengthBitArray array -> array.flags().isEmpty() ? "a bit array" : "a bit map";
            case FieldClass.FixedLengthBoolean _ -> "a boolean";
            case FieldClass.FixedLengthFloatingPoint _ -> "a floating point number";
            case FieldClass.NullTerminatedString _,FieldClass.StaticLengthString _,FieldClass.DynamicLengthString _ ->
                "a string";
            case FieldClass.StaticLengthBlob _,FieldClass.DynamicLengthBlob _ -> "a BLOB";
            case FieldClass.Structure _ -> "a structure";
            case FieldClass.StaticLengthArray _,FieldClass.DynamicLengthArray _ -> "an array";
            case FieldClass.Optional _ -> "an optional";
            case FieldClass.Variant _ -> "a variant";
        };
    }
}

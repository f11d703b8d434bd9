/**
 * Why a chunk was not published: a sealed family of exceptions with stable codes, each passing (tried again) or permanent
 * (someone must act).
 */
@NullMarked
package io.gyre.publisher.error;

import org.jspecify.annotations.NullMarked;

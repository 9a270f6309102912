import { describe, expect, test } from "vitest";
import { fitsImage, imageSize, largestImage } from "../../../src/Casework/Web/files/imagesize.ts";
import { gif, jpeg, latin, png, webp } from "./hostile.ts";

describe("The size an image claims", () => {
  test.each([
    ["png", png(640, 480)],
    ["jpeg", jpeg(640, 480, "a comment before the frame")],
    ["gif", gif(640, 480, [10, 10])],
    ["webp", webp(640, 480)],
  ] as const)("%s", (kind, bytes) => expect(imageSize(kind, bytes)).toEqual({ width: 640, height: 480 }));

  test("A_frame_larger_than_its_screen_counts", () => {
    expect(imageSize("gif", gif(1, 1, [65_535, 65_535]))).toEqual({ width: 65_535, height: 65_535 });
  });

  test("A_lossless_WebP_says_it_in_bits", () => {
    expect(imageSize("webp", latin("RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x7f\xc2\x77\0"))).toEqual({ width: 640, height: 480 });
  });
});

describe("What is decoded", () => {
  test("A_photograph_and_a_scanned_page_are", () => {
    expect(fitsImage("jpeg", jpeg(8_160, 6_120))).toBe(true);
    expect(fitsImage("png", png(4_960, 7_016))).toBe(true);
  });

  test.each([
    ["huge", png(0xffff_ffff, 0xffff_ffff)],
    ["wide", png(largestImage.side + 1, 1)],
    ["many", png(10_000, 10_000)],
    ["empty", png(0, 10)],
    ["cut", png(10, 10).subarray(0, 20)],
  ] as const)("A_%s_image_is_not", (_, bytes) => expect(fitsImage("png", bytes)).toBe(false));

  test("A_JPEG_without_a_frame_is_not", () => {
    expect(fitsImage("jpeg", latin("\xff\xd8\xff\xda\0\x08"))).toBe(false);
    expect(fitsImage("jpeg", latin(`\xff\xd8${"\xff\xe0\0\x02".repeat(200)}`))).toBe(false);
  });
});

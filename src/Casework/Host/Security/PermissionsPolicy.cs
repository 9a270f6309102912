namespace IntegrityChannel.Casework.Host.Security;

/// <summary>Every powerful feature that browsers know by the header Permissions-Policy, for nobody. Both hosts say the same.</summary>
internal static class PermissionsPolicy
{
    internal const string Value =
        "accelerometer=(), autoplay=(), bluetooth=(), browsing-topics=(), camera=(), clipboard-read=(), compute-pressure=(), " +
        "display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), " +
        "identity-credentials-get=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), " +
        "otp-credentials=(), payment=(), picture-in-picture=(), publickey-credentials-create=(), publickey-credentials-get=(), " +
        "screen-wake-lock=(), serial=(), storage-access=(), usb=(), window-management=(), xr-spatial-tracking=()";
}
